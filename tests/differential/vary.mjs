// Varies a document: optional members left out, items repeated, other texts and numbers. The result could still be
// issued; mutate.mjs has the mutations that break documents.
import {copy, isObject, isScalar, string} from './tree.mjs';

const KEPT = ['@context', 'id', 'type', 'proofValue', 'verificationMethod', 'cryptosuite', 'proofPurpose', 'encodedList'];
const TEXTS = [
  'Ångström', 'Maren Óskarsdóttir', '徽章', '🏅 badge', 'a "quoted" \\ text', 'tab\there', 'line\nbreak', 'bell\u0007 and \u0001',
  'delete\u007f', 'zero width\u200b', 'e\u0301 is not é', '\u2028', 'x'.repeat(300), ' space at the ends ', '<b>&amp;</b>', '0', 'true'
];
const NUMBERS = ['0', '1', '42', '1.5', '2.0', '0.1', '48.25', '-7', '-0.5', '1e3', '9007199254740991', '0.000001', '123456.789012345', '100000000000000000000.0'];

export function vary(tree, random) {
  const varied = copy(tree);
  walk(varied, random);
  return varied;
}

function walk(tree, random) {
  if(Array.isArray(tree)) {
    if(tree.length > 0 && random.chance(0.2)) {
      tree.push(another(random.pick(tree), random));
    }
    if(tree.length > 1 && random.chance(0.2)) {
      tree.splice(random.below(tree.length), 1);
    }
    tree.forEach(inner => walk(inner, random));
    return;
  }
  if(!isObject(tree)) {
    return;
  }
  tree.members = tree.members.filter(([name]) => KEPT.includes(name) || !random.chance(0.12));
  if(random.chance(0.15)) {
    tree.members = random.shuffled(tree.members);
  }
  for(const pair of tree.members) {
    if(KEPT.includes(pair[0])) {
      continue;
    }
    if(isScalar(pair[1])) {
      pair[1] = scalar(pair[0], pair[1], random);
    } else {
      walk(pair[1], random);
    }
  }
}

function scalar(name, tree, random) {
  if(random.chance(0.8)) {
    return tree;
  }
  const text = string(tree);
  if(text === null) {
    return {raw: /^[-0-9]/.test(tree.raw) ? random.pick(NUMBERS.slice(0, -1)) : random.pick(['true', 'false'])};
  }
  if(/^\d{4}-\d\d-\d\dT/.test(text)) {
    return {raw: JSON.stringify(`20${10 + random.below(40)}-0${1 + random.below(9)}-1${random.below(9)}T0${random.below(9)}:00:0${random.below(9)}Z`)};
  }
  if(/^(https?|urn|did):/.test(text)) {
    return {raw: JSON.stringify(`${text}${random.pick(['/x', '?a=b&c=d', '#part', '%20', 'é'])}`)};
  }
  return {raw: JSON.stringify(random.pick([...TEXTS, text + text]))};
}

/** A second item next to one: identical, or with another identifier. */
function another(tree, random) {
  const twin = copy(tree);
  const id = isObject(twin) && twin.members.find(([name]) => name === 'id');
  if(id && random.chance(0.7)) {
    id[1] = {raw: JSON.stringify(`urn:uuid:00000000-0000-4000-8000-${String(random.below(1e12)).padStart(12, '0')}`)};
  }
  return twin;
}

export {NUMBERS, TEXTS};
