// Converts forms that only the JSON-LD family of the official schemas accepts to the canonical form.
//
// Only the canonical family is available (../shared/vectors/ob30-schemas). A reader of badges accepts both: every `type`,
// and `proof`, `credentialSchema` and `termsOfUse` of a credential, may be a single value or an array. Beyond both
// families we accept several entries of `credentialStatus`, as in VC Data Model 2.0.

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const isTextList = value => Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string');

const isStatus = entry => isObject(entry) && typeof entry.id === 'string' &&
  (typeof entry.type === 'string' || isTextList(entry.type));

/** A copy in canonical form, as a value of this schema. */
export function normalise(value, schema, root) {
  if(schema.$ref) {
    return normalise(value, root.$defs[schema.$ref.split('/').pop()], root);
  }
  if(schema.oneOf) {
    const branch = schema.oneOf.find(one => one.$ref);
    return branch && isObject(value) ? normalise(value, branch, root) : value;
  }
  if(Array.isArray(value) && schema.type === 'array' && isObject(schema.items)) {
    return value.map(item => normalise(item, schema.items, root));
  }
  if(!isObject(value) || !schema.properties) {
    return value;
  }
  const copy = {};
  for(const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    copy[name] = known ? normalise(single(name, member, known), known, root) : member;
  }
  return copy;
}

function single(name, value, schema) {
  if(name === 'type') {
    const wantsArray = schema.type === 'array' || schema.allOf;
    if(wantsArray && typeof value === 'string') {
      return [value];
    }
    // The classes of VC Data Model 2.0 (proof, status and so on) allow any text as `type`, and also an array.
    return !wantsArray && !schema.enum && isTextList(value) ? value[0] : value;
  }
  if(name === 'credentialStatus' && Array.isArray(value) && value.length > 0) {
    // One represents all: a refused one if there is any.
    return value.find(entry => !isStatus(entry)) ?? value[0];
  }
  const mayBeSingle = ['proof', 'credentialSchema', 'termsOfUse'].includes(name);
  if(mayBeSingle && schema.type === 'array' && !Array.isArray(value)) {
    return [value];
  }
  return value;
}
