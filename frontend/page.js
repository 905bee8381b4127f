// The script of every page: copy, print, look again, prefetch, and the start of the islands. Without script everything
// still works: each part adds to HTML. scripts/site takes out comments and indentation.

const root = document.documentElement;
root.dataset.script = 'yes';

// [data-copy] copies its text and confirms it; [data-print] prints.
document.addEventListener('click', async event => {
  const target = /** @type {Element} */ (event.target);
  const copy = /** @type {HTMLElement | null} */ (target.closest('[data-copy]'));
  if(copy) {
    await navigator.clipboard.writeText(copy.dataset.copy ?? '');
    copy.querySelectorAll('[role=status]').forEach(label => label.textContent = 'Copied');
  }
  if(target.closest('[data-print]')) print();
});

// [data-again] in <main>: something is in progress. The page is fetched every so many seconds, and <main> is replaced
// when it differs. The focus and open <details> are kept, by their id.
let main = document.querySelector('main');
let seen = '';

/** @param {Element} main */
const text = main => {
  // As an element, the <meta> in <noscript> would reload the page.
  main.querySelectorAll('noscript').forEach(plain => plain.remove());
  return main.innerHTML;
};

const lookAgain = async () => {
  const answer = await fetch(location.href);
  if(answer.redirected) location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('main');
  if(!answer.ok || !main || !fresh || seen === (seen = text(fresh))) return;
  // The islands of the next state need their code, which a page without islands does not load.
  if(!wasm && fresh.querySelector('leptos-island')) return location.reload();
  const focus = document.activeElement?.id;
  main.querySelectorAll('details[id][open]').forEach(open => fresh.querySelector(`#${open.id}`)?.setAttribute('open', ''));
  // An island that runs stays as it is, with what was typed.
  fresh.querySelectorAll('leptos-island').forEach(island => {
    const running = main?.querySelector(`[data-component=${island.getAttribute('data-component')}]`);
    if(running) island.replaceWith(running);
  });
  main.replaceWith(fresh);
  main = fresh;
  document.title = page.title;
  if(focus) document.getElementById(focus)?.focus();
};

const watch = () => {
  const mark = /** @type {HTMLElement | null | undefined} */ (main?.querySelector('[data-again]'));
  if(mark) setTimeout(async () => {
    // A request that failed is made again.
    if(!document.hidden) await lookAgain().catch(() => {});
    watch();
  }, Number(mark.dataset.again) * 1000);
};

// A link that keeps the pointer or the focus is fetched before it is pressed, by a speculation rule: pages of ours whose
// address holds no secret. Links with a `rel` or a `target` lead to documents or to other sites.
const fetched = new Set([location.pathname]);

/** @param {Event} event */
const prefetch = event => {
  const link = /** @type {Element} */ (event.target).closest('a');
  if(!link || link.origin !== location.origin || link.rel || link.target || /^.(claim|owner)\//.test(link.pathname)) return;
  setTimeout(() => {
    if(fetched.has(link.pathname) || !link.matches(':hover, :focus')) return;
    fetched.add(link.pathname);
    const rule = document.createElement('script');
    rule.type = 'speculationrules';
    rule.nonce = document.querySelector('script')?.nonce;
    rule.textContent = JSON.stringify({prefetch: [{urls: [link.href]}]});
    root.append(rule);
  }, 80);
};
document.addEventListener('pointerover', prefetch);
document.addEventListener('focusin', prefetch);

// The islands. Their addresses are in the two links of the page that announce them.
/** @typedef {{default(o: {module_or_path: string}): Promise<unknown>, hydrate(): void} & Record<string, (e: Element) => void>} Islands */
const [module, wasm] = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('[rel=modulepreload], [as=fetch]'));
if(main) seen = text(main);
watch();
if(wasm) {
  const code = /** @type {Islands} */ (await import(module.href));
  await code.default({module_or_path: wasm.href});
  code.hydrate();
  document.querySelectorAll('leptos-island').forEach(island => code[island.getAttribute('data-component') ?? ''](island));
}
root.dataset.hydrated = 'yes';
