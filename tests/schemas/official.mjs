// The official Open Badges 3.0 JSON Schemas. Their licence does not allow a copy in the project.
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Next to the project. A reader of a file there fails where it is absent. */
export const folder = join(here, '..', '..', '..', 'shared', 'vectors', 'ob30-schemas');
