// Counts passed and failed checks, continues after a failure, and ends with one line.
let passed = 0;
let failed = 0;

export async function check(name, body) {
  const begun = Date.now();
  try {
    const said = await body();
    passed += 1;
    console.log(`ok    ${name}${said ? `: ${said}` : ''} (${Date.now() - begun} ms)`);
  } catch(error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${error.stack ?? error}`);
  }
}

export function must(condition, sentence) {
  if(!condition) {
    throw new Error(sentence);
  }
}

export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
