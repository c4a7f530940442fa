/** Starts the page; when a start fails, the network being away perhaps, it is tried again: nobody stands there to do it. */
const TRY_AGAIN_AFTER = 5_000;

import('./main.js').catch((error) => {
  console.error('The page could not be started.', error);
  setTimeout(() => location.reload(), TRY_AGAIN_AFTER);
});
