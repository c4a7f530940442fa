"""What agents show of guides, for the state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.support.guides import a_step

from .checked_desk import AGENTS, IN_TALK, CheckedDesk

STEPS = [a_step(1), a_step(2), a_step(1, version=2), a_step(1, "care")]
shown = st.one_of(st.sampled_from(STEPS), st.sampled_from(["hide", "done"]))


class GuideRules(CheckedDesk):
    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=st.integers(0, 99), theirs=st.booleans(), course=st.lists(shown, min_size=1, max_size=4))
    def steps_are_shown(self, which: int, theirs: bool, course: list[object]) -> None:
        session = self._session(which, *IN_TALK)
        agent = session.agent if theirs or which % 4 else AGENTS[which % len(AGENTS)]
        for what in course:
            if what in ("hide", "done"):
                self._do("hide_step", agent=agent, session=session.id, done=what == "done")
            else:
                self._do("show_step", agent=agent, session=session.id, step=what)
