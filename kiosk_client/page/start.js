/** Starts the page; when a start fails, the network being away perhaps, it is tried again: nobody stands there to do it. */
const TRY_AGAIN_AFTER = 5_000;

/** A browser may give a page in another site's frame none. Then nothing can be remembered, not even which machine this is. */
function hasStorage() {
  try {
    return localStorage !== null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false;
  }
}

if (hasStorage()) {
  import('./main.js').catch((error) => {
    console.error('The page could not be started.', error);
    setTimeout(() => location.reload(), TRY_AGAIN_AFTER);
  });
} else {
  console.error('Bangban: this browser gives the help no storage in the page of another site; see EMBED.md, Browsers.');
}
