// One document, two results, and the meaning of their difference.
import {hasDuplicateMember, membersNamed, numbers, string, toText} from './tree.mjs';
import {eddsaRdfc2022} from '../interop/digitalbazaar.mjs';

// rdf-canonize gives up early on equal blank nodes: three equal items at the end of a list are enough. It is called
// again with a higher limit, so that its result can still be compared.
const OVER_LIMIT = /^Maximum deep iterations exceeded/;

/** The result of jsonld.js in safe mode and rdf-canonize for a text, called as in Digital Bazaar's verifier. */
async function theirs(text, documentLoader, limits = {}) {
  try {
    return {nquads: await eddsaRdfc2022.canonize(JSON.parse(text), {documentLoader, base: null, safe: true, ...limits})};
  } catch(error) {
    if(OVER_LIMIT.test(error.message) && !limits.maxWorkFactor) {
      return {...await theirs(text, documentLoader, {maxWorkFactor: 3, signal: AbortSignal.timeout(20000)}), overLimit: true};
    }
    return {refused: error.details?.event?.code ?? error.details?.code ?? error.code ?? error.name, says: error.message};
  }
}

// The rule of docs/decisions/0002, implemented independently from its text.
function isUnsafe(text) {
  const number = Number(text);
  if(!Number.isFinite(number) || Object.is(number, -0)) {
    return true;
  }
  const digits = text.replace(/[eE].*$/, '').replace(/^[-0.]*/, '').replace(/\D/g, '').length;
  if(/[.eE]/.test(text) && digits > 15) {
    return true;
  }
  return Number.isInteger(number) ? Math.abs(number) > Number.MAX_SAFE_INTEGER : Math.abs(number) < 1e-6;
}

// RFC 3986 with RFC 3987's characters, as far as documents here need it: scheme, no forbidden character, matched
// brackets.
function isAbsolute(text) {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && !/[\s<>"{}|\\^`\u0000-\u0020]/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text)
    && !/#.*#/.test(text) && !/\/\/[^/?#]*\[(?![^/?#]*\])/.test(text);
}

const isLanguage = text => text !== null && /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(text);

/** Differences by design. Each is recognised by properties of the document, never by its frequency. */
const EXPLAINED = [
  {
    name: 'two members of one name: JSON.parse takes the last, ours refuses',
    fits: ({tree, ours}) => ours.refused === 'duplicate-member' && hasDuplicateMember(tree)
  },
  {
    name: 'a number that implementations write apart (jsonld.js writes 1e-7 as "0"): ours refuses',
    fits: ({tree, ours}) => ours.refused === 'unsafe-number' && numbers(tree).some(isUnsafe)
  },
  {
    name: 'a number beyond every double: JSON.parse reads infinity, ours no number at all',
    fits: ({tree, ours}) => ours.refused === 'syntax' && numbers(tree).some(text => !Number.isFinite(Number(text)))
  },
  {
    name: 'a language that is no tag',
    fits: ({tree, ours}) => ours.refused === 'language' && membersNamed(tree, '@language').some(tag => !isLanguage(string(tag)))
  },
  {
    name: 'a member called __proto__: jsonld.js loses it unseen, ours refuses what no context defines',
    fits: ({ours}) => ours.refused === 'undefined-term' && ours.culprit === '__proto__'
  },
  {
    name: 'an @context that names none',
    fits: ({tree, ours}) => ours.refused === 'no-context' && membersNamed(tree, '@context').some(context => Array.isArray(context) && context.length === 0)
  },
  {
    name: 'an identifier that is empty or breaks RFC 3987 (http://[::1, https://x#a#b): jsonld.js looks less closely',
    fits: ({ours}) => ours.refused === 'invalid-id' && !isAbsolute(ours.culprit)
      || ['undefined-type', 'undefined-term'].includes(ours.refused) && ours.culprit.includes(':') && !isAbsolute(ours.culprit)
  }
];

/**
 * The result for a document: `same`, `refused`, `not covered`, an explained difference by its name, or null. Our
 * general path, the fallback of the fast one, must give the same result, or report that it does not cover the form.
 */
export async function judge(tree, ours, documentLoader) {
  const text = toText(tree);
  const asked = ours.ask({ask: 'canonical', text});
  const asGeneral = ours.ask({ask: 'general', text});
  const other = await theirs(text, documentLoader);
  const [own, general] = [await asked, await asGeneral];
  const agrees = own.nquads === general.nquads || general.unsupported;
  return {verdict: agrees ? verdict({tree, ours: own, theirs: other}) : null, ours: own, general, theirs: other};
}

function verdict(judged) {
  const {ours, theirs: other} = judged;
  if(ours.nquads !== undefined && ours.nquads === other.nquads) {
    return other.overLimit ? 'same, once rdf-canonize may work longer than it does by itself' : 'same';
  }
  if(ours.refused && other.refused) {
    return 'refused';
  }
  if(ours.unsupported) {
    return 'not covered';
  }
  return EXPLAINED.find(({fits}) => fits(judged))?.name ?? null;
}
