// What the page shows: a message above the form, or the report in place of the form. Texts of other servers are set as
// text. The report's HTML comes from the verifier, whose templates escape everything that a badge or a server supplied.

/**
 * Shows that a verification runs, and admits no second one.
 * @param {HTMLFormElement} form
 * @param {boolean} isBusy
 */
export function setBusy(form, isBusy) {
  form.setAttribute('aria-busy', String(isBusy));
  const button = /** @type {HTMLButtonElement | null} */ (form.querySelector('button[type=submit]'));
  if(button) {
    button.disabled = isBusy;
    button.dataset.label ??= button.textContent ?? '';
    button.textContent = isBusy ? 'Checking…' : button.dataset.label;
  }
  if(isBusy) {
    document.querySelector('[data-verify-message]')?.remove();
  }
}

/**
 * Shows why there is no report, with one further action.
 * @param {HTMLFormElement} form
 * @param {string} text
 * @param {{label: string, act: () => void}} [action]
 */
export function showMessage(form, text, action) {
  const message = element('div', {class: 'notice', role: 'alert', tabindex: '-1', 'data-verify-message': ''});
  const words = element('div', {class: 'stack-s'});
  const sentence = element('p', {});
  sentence.append(element('strong', {}, 'This was not checked. '), text);
  words.append(sentence);
  if(action) {
    const button = element('button', {type: 'button', class: 'btn'}, action.label);
    button.addEventListener('click', action.act);
    words.append(button);
  }
  const icon = element('span', {});
  icon.innerHTML = '<span class="mark warn"><svg aria-hidden="true"><use href="/art/marks.svg#m-warn"></use></svg></span>';
  message.append(icon, words);
  form.closest('.split')?.before(message);
  message.focus();
}

/**
 * @param {import('./machine.js').Report} report
 * @param {import('./documents.js').Request[]} requests
 * @param {Contact} [contact] the addresses of this installation's institution
 */
export function showReport({html, title, json}, requests, contact) {
  const main = document.querySelector('main') ?? document.body;
  const row = element('div', {class: 'row apart'});
  const print = element('button', {type: 'button', class: 'btn small'}, 'Print');
  print.addEventListener('click', () => window.print());
  row.append(element('a', {href: location.pathname, rel: 'external'}, 'Check another badge'), print);
  const body = element('div', {class: 'report'});
  body.innerHTML = html;
  // The badge's picture, where it is on this site.
  const picture = body.querySelector('.badge-card img[src^="/"]')?.getAttribute('src');
  const shown = picture ? [{url: location.origin + picture, by: 'this browser', ok: true}] : [];
  const {verdict, badge} = JSON.parse(json);
  const isOwn = badge?.credentialId.startsWith(`${location.origin}/credentials/`);
  const tell = contact && isOwn && verdict !== 'valid' ? [tellIssuer(contact, badge.credentialId)] : [];
  main.replaceChildren(row, body, ...tell, listOf([...requests, ...shown]));
  const file = URL.createObjectURL(new Blob([json], {type: 'application/json'}));
  body.querySelector('a[data-report]')?.setAttribute('href', file);
  document.title = title;
  const heading = /** @type {HTMLElement | null} */ (body.querySelector('#verdict'));
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  window.scrollTo(0, 0);
}

/**
 * The address for messages about a badge of this site that is not genuine.
 * @param {Contact} contact
 * @param {string} badge
 */
function tellIssuer({url, email}, badge) {
  const line = element('p', {class: 'small'}, 'Is something wrong with this badge? ');
  const href = email ? mailTo(email, badge) : url;
  line.append(element('a', {href, rel: 'external'}, 'Tell the issuer'), ` (${email ?? new URL(url).host}).`);
  return line;
}

/**
 * A mail with a subject (RFC 6068).
 * @param {string} email
 * @param {string} badge
 */
function mailTo(email, badge) {
  const [domain, ...local] = email.split('@').map(encodeURIComponent).reverse();
  return `mailto:${local.reverse().join('%40')}@${domain}?subject=${encodeURIComponent(`About the badge ${badge}`)}`;
}

/** @typedef {{url: string, email?: string}} Contact */

/** @param {import('./documents.js').Request[]} requests */
function listOf(requests) {
  const section = element('section', {class: 'part', 'aria-labelledby': 'requests'});
  const header = element('header', {});
  header.append(element('h2', {id: 'requests'}, 'Requests made for this check'));
  section.append(header);
  if(requests.length === 0) {
    section.append(element('p', {}, 'None. The badge contains everything that was checked.'));
    return section;
  }
  const list = element('ul', {class: 'stack-s plain', 'data-requests': ''});
  for(const {url, by, ok} of requests) {
    const item = element('li', {});
    item.append(element('code', {class: 'keep'}, url), ` – by ${by}${ok ? '' : ': no document'}`);
    list.append(item);
  }
  section.append(element('p', {class: 'small quiet'}, 'None of them contains the badge.'), list);
  return section;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
function element(name, attributes, text = '') {
  const made = document.createElement(name);
  for(const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(text);
  return made;
}
