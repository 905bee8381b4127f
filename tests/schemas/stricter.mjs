// The cases where our reading of other people's badges is stricter than the official schemas, with the reasons. Each is
// a predicate: any other difference is a fault.

const at = (document, pointer) => pointer.split('/').slice(1)
  .reduce((value, name) => value?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);

/** XSD `dateTimeStamp` by VC Data Model 2.0: capital letters, seconds below 60, an offset of at most 14 hours. */
const MOMENT = /^(\d{4})-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

const DATES = ['awardedDate', 'validFrom', 'validUntil', 'activityStartDate', 'activityEndDate', 'created', 'dateOfBirth'];

/** The reason for a finding about a document that the schema accepts; none if it is not explained. */
export function explains({code, pointer}, document, judged) {
  const name = pointer.split('/').pop();
  const value = at(document, pointer);
  if(code === 'nobody' && value.id === undefined && !(value.identifier?.length > 0)) {
    return 'a subject has "id" or "identifier" (OB 3.0, section B.1.2; schemas cannot say so)';
  }
  if(code === 'no-criteria' && value.id === undefined && value.narrative === undefined) {
    return 'criteria have "id" or "narrative" (as 1EdTech\'s validator asks)';
  }
  if(code === 'malformed' && DATES.includes(name) && typeof value === 'string') {
    const year = value.slice(0, 4);
    if(year === '0000') {
      return 'there is no year 0000 (XSD 1.0; libraries disagree)';
    }
    if(name !== 'dateOfBirth' && !MOMENT.test(value)) {
      return 'points in time are XSD dateTimeStamps (VC Data Model 2.0, section 4.9), of which RFC 3339 as ajv reads it is wider';
    }
  }
  if(judged === 'AchievementCredential' && [document.type].flat().includes('EndorsementCredential')) {
    return 'a document whose type names an endorsement is judged as one';
  }
  return undefined;
}
