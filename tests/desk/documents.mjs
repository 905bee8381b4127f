// A badge version that people are to approve.
import {publicUrl} from './house.mjs';

/** What may differ between its badges. */
export function entries() {
  return [
    {type: 'number', member: '/credentialSubject/creditsEarned', least: 0, most: 30},
    {type: 'url', member: '/evidence/0/id', below: 'https://badges.example.org/'}
  ];
}

/** Its achievement. */
export function achievement() {
  return {
    id: `${publicUrl}/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1`,
    type: ['Achievement'],
    name: 'Coastal Flood Modelling, Level 2',
    description: 'Builds, calibrates and defends a flood model of a real stretch of coast. <img src=x onerror=alert(1)>',
    criteria: {narrative: '1. Calibrate a model against two recorded surges.\n2. Present it to the water board, and answer what the board asks of its assumptions, its data and its limits. '.repeat(3)},
    achievementType: 'MicroCredential',
    tag: ['hydrology', 'coast'],
    image: {id: `${publicUrl}/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1/image`, type: 'Image'},
    version: '1'
  };
}
