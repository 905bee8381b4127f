// Counts passed and failed checks; every check is independent.
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
