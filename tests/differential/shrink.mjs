// The smallest document that still shows a difference.
import {copy, places} from './tree.mjs';

const MOST_TRIES = 2000;

/** Removes parts as long as `fails` stays true. */
export async function shrunk(tree, fails) {
  let smallest = tree;
  let tries = 0;
  for(let at = 0; at < places(smallest).length && tries < MOST_TRIES;) {
    tries += 1;
    const smaller = copy(smallest);
    places(smaller)[at].remove();
    if(await fails(smaller)) {
      smallest = smaller;
    } else {
      at += 1;
    }
  }
  return smallest;
}
