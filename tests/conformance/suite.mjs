// Counts what held and what did not; every check stands on its own.
let passed = 0;
let failed = 0;

export async function check(name, look) {
  try {
    await look();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch(error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${error.message}`);
  }
}

export function must(condition, sentence) {
  if(!condition) {
    throw new Error(sentence);
  }
}

export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
