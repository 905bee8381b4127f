// JSON as a tree that JSON.parse cannot represent: an object may have duplicate members, a number any spelling.
// A tree is an array of trees, {members: [[name, tree], …]}, or {raw: JSON text of a scalar}.

export function fromValue(value) {
  if(Array.isArray(value)) {
    return value.map(fromValue);
  }
  if(value !== null && typeof value === 'object') {
    return {members: Object.entries(value).map(([name, inner]) => [name, fromValue(inner)])};
  }
  return {raw: JSON.stringify(value)};
}

export function toText(tree) {
  if(Array.isArray(tree)) {
    return `[${tree.map(toText).join(',')}]`;
  }
  return tree.members ? `{${tree.members.map(([name, inner]) => `${JSON.stringify(name)}:${toText(inner)}`).join(',')}}` : tree.raw;
}

export const copy = tree => structuredClone(tree);
export const isObject = tree => tree.members !== undefined;
export const isScalar = tree => tree.raw !== undefined;

/** The string of a scalar, or null for any other tree. */
export const string = tree => isScalar(tree) && tree.raw.startsWith('"') ? JSON.parse(tree.raw) : null;

export const member = (tree, name) => isObject(tree) ? tree.members.find(([own]) => own === name)?.[1] : undefined;

export function setMember(tree, name, inner) {
  const own = tree.members.find(([known]) => known === name);
  if(own) {
    own[1] = inner;
  } else {
    tree.members.push([name, inner]);
  }
}

/**
 * Every place below the root: its tree, its name or index, and a function to replace it. Places inside `@context` are
 * left out; contexts have their own mutation.
 */
export function places(tree, found = []) {
  if(Array.isArray(tree)) {
    tree.forEach((inner, index) => {
      found.push({holder: tree, at: index, name: null, tree: inner, set: other => { tree[index] = other; }, remove: () => tree.splice(index, 1)});
      places(inner, found);
    });
  } else if(isObject(tree)) {
    tree.members.forEach((pair, index) => {
      if(pair[0] === '@context') {
        return;
      }
      found.push({
        holder: tree, at: index, name: pair[0], tree: pair[1],
        set: other => { pair[1] = other; }, remove: () => tree.members.splice(tree.members.indexOf(pair), 1)
      });
      places(pair[1], found);
    });
  }
  return found;
}

/** Every object in the tree, the root first. */
export function objects(tree) {
  const inner = places(tree).map(place => place.tree).filter(isObject);
  return isObject(tree) ? [tree, ...inner] : inner;
}

/** Every number's text in the tree, contexts included. */
export function numbers(tree) {
  if(isScalar(tree)) {
    return /^[-0-9]/.test(tree.raw) ? [tree.raw] : [];
  }
  return (isObject(tree) ? tree.members.map(pair => pair[1]) : tree).flatMap(numbers);
}

export function hasDuplicateMember(tree) {
  if(isScalar(tree)) {
    return false;
  }
  if(Array.isArray(tree)) {
    return tree.some(hasDuplicateMember);
  }
  return new Set(tree.members.map(pair => pair[0])).size < tree.members.length
    || tree.members.some(pair => hasDuplicateMember(pair[1]));
}

/** Every member of this name at any place, contexts included. */
export function membersNamed(tree, wanted) {
  if(isScalar(tree)) {
    return [];
  }
  const pairs = isObject(tree) ? tree.members : tree.map(inner => [null, inner]);
  return pairs.flatMap(([name, inner]) => [...(name === wanted ? [inner] : []), ...membersNamed(inner, wanted)]);
}
