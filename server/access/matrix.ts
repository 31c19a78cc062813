import type { Role } from './roles';
import type { SubjectName, Verb } from './rules';

/**
 * Who is expected to do what, said a second time and by hand: the walk of matrix.test.ts holds every procedure
 * and every REST route against it. It is not used by the application; when the rules change, a person changes
 * this list and thinks about each line.
 *
 * Places: an object of one's own perimeter (académie de Versailles, commune d'Argenteuil, its product, its
 * school), of another authority of the same académie, of another académie.
 */
export type Place = 'own' | 'otherAuthority' | 'otherAcademy';
export type Reach = Partial<Record<Role, readonly Place[]>>;

const own = ['own'] as const;
const academy = ['own', 'otherAuthority'] as const;
const everywhere = ['own', 'otherAuthority', 'otherAcademy'] as const;

const forAll = (places: readonly Place[], roles: readonly Role[]): Reach =>
  Object.fromEntries(roles.map((role) => [role, places]));

const office: Role[] = [
  'academy_admin',
  'academy_editor',
  'dpo',
  'legal',
  'directory_operator',
  'state_signatory',
];
const authority: Role[] = ['authority_editor', 'authority_signatory', 'mutualising_body'];
const hands: Role[] = ['authority_editor', 'mutualising_body'];
const writers: Role[] = ['academy_admin', 'academy_editor'];

const everyone: Role[] = [
  ...office,
  ...authority,
  'operator',
  'national_observer',
  'dsden',
  'vendor',
  'school_head',
  'reader',
];

/** `Subject:verb` → who, where. What is not here is refused to everyone. */
export const expected: Partial<Record<`${SubjectName}:${Verb}`, Reach>> = {
  'Project:read': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'vendor', 'school_head', 'dsden']),
    national_observer: everywhere,
  },
  'Project:participate': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'vendor', 'school_head', 'dsden']),
  },
  'Project:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  'Project:create': { ...forAll(own, [...writers, ...hands]) },
  'Convention:read': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'vendor', 'school_head', 'dsden']),
  },
  'Convention:create': forAll(own, [...writers, ...hands]),
  'Convention:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  'Convention:transition': {
    ...forAll(academy, writers),
    // The DASEN of the demonstration signs for one département.
    ...forAll(own, [...authority, 'state_signatory']),
  },
  'Convention:opine': { ...forAll(academy, ['dpo', 'legal', 'directory_operator']), dsden: own },
  // The vendor and the school head read the text, not what is said about it.
  'Convention:comment': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  'Convention:answer': forAll(academy, writers),
  'Convention:deliberate': { ...forAll(academy, writers), ...forAll(own, hands) },
  // The vendor is a party to its own processing agreement (art. 28).
  'Convention:sign': forAll(own, ['state_signatory', 'authority_signatory', 'school_head', 'vendor']),
  'Convention:approve': {
    ...forAll(academy, [...writers, 'dpo', 'legal']),
    ...forAll(own, [...authority, 'state_signatory', 'dsden', 'school_head', 'vendor']),
  },
  'Convention:deposit': { ...forAll(academy, writers), ...forAll(own, [...authority, 'state_signatory']) },
  'Convention:conduct': forAll(academy, writers),
  'Convention:request': { ...forAll(academy, writers), ...forAll(own, hands) },
  'Convention:remind': forAll(academy, writers),
  'Convention:import': forAll(academy, writers),
  'Takeover:read': forAll(academy, writers),
  'Takeover:create': forAll(own, writers),
  'Takeover:edit': forAll(academy, writers),
  'AafAttachment:read': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'vendor', 'school_head', 'dsden']),
  },
  'AafAttachment:transition': {
    ...forAll(academy, [...writers, 'directory_operator']),
    ...forAll(own, hands),
  },
  'AafRequest:read': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  // Those of the académie (and the national ones, which everybody there reads): « another authority » is the same.
  'ConventionTemplate:read': forAll(academy, [...office, 'dsden']),
  'ConventionTemplate:create': forAll(own, ['academy_admin']),
  'ConventionTemplate:edit': forAll(academy, ['academy_admin']),
  'ConventionTemplate:publish': forAll(academy, ['academy_admin']),
  'Clause:read': forAll(academy, [...office, 'dsden']),
  'Clause:create': forAll(own, ['academy_admin']),
  'Clause:publish': forAll(academy, ['academy_admin']),
  'RaciTemplate:read': forAll(academy, [...office, 'dsden']),
  'RaciTemplate:create': forAll(own, ['academy_admin']),
  'RaciTemplate:edit': forAll(academy, ['academy_admin']),
  'RaciTemplate:publish': forAll(academy, ['academy_admin']),
  'ExperienceReport:read': { ...forAll(academy, [...office, 'dsden']), ...forAll(own, authority) },
  'ExperienceReport:create': forAll(own, [...writers, ...hands]),
  'ExperienceReport:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  'ExperienceReport:publish': { ...forAll(academy, writers), ...forAll(own, hands) },
  'School:read': forAll(everywhere, everyone),
  'School:import': forAll(everywhere, ['operator', 'academy_admin']),
  'DirectoryImport:read': { ...forAll(academy, office), operator: everywhere },
  'AudienceImport:read': { ...forAll(academy, office), operator: everywhere },
  'AudienceImport:create': forAll(own, ['operator', 'academy_admin']),
  'AudienceImport:edit': { academy_admin: academy, operator: everywhere },
  // Applied or abandoned by whoever may import.
  'DirectoryImport:edit': { academy_admin: academy, operator: everywhere },
  'SchoolTask:read': forAll(academy, office),
  'SchoolTask:edit': forAll(academy, writers),
  'Academy:read': forAll(everywhere, everyone),
  'Academy:create': { operator: everywhere },
  'Academy:edit': { academy_admin: academy, operator: everywhere },
  'Authority:read': forAll(everywhere, everyone),
  'Authority:create': forAll(everywhere, ['operator', 'academy_admin']),
  'Authority:edit': forAll(everywhere, ['operator', 'academy_admin']),
  'Commune:read': forAll(everywhere, everyone),
  'Product:read': forAll(everywhere, everyone),
  'Product:create': forAll(everywhere, ['operator', 'academy_admin']),
  'Product:edit': forAll(everywhere, ['operator', 'academy_admin']),
  'Organisation:read': { ...forAll(academy, office), operator: everywhere },
  'Organisation:create': forAll(own, ['operator', 'academy_admin']),
  'Organisation:edit': { academy_admin: academy, operator: everywhere },
  'Membership:read': { academy_admin: academy, operator: everywhere },
  'Membership:create': forAll(own, ['operator', 'academy_admin']),
  'Membership:edit': { academy_admin: academy, operator: everywhere },
  'ApiToken:read': forAll(own, everyone),
  'ApiToken:create': forAll(own, everyone),
  'ApiToken:edit': forAll(own, everyone),
  'BackgroundWork:read': forAll(own, everyone),
  'BackgroundWork:edit': forAll(own, everyone),
  'OutgoingMail:read': { academy_admin: academy, operator: everywhere },
  'OutgoingMail:edit': { academy_admin: academy, operator: everywhere },
  'PublishedFigure:read': forAll(everywhere, everyone),
  'PublishedFigure:create': forAll(own, ['operator', 'academy_admin']),
  'PublishedFigure:edit': { academy_admin: academy, operator: everywhere },
  'Project:follow': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  // Planted as shared lines that the person wrote.
  'FollowUpEntry:read': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  'FollowUpEntry:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  // Planted as shared steps that the person has to do.
  'FollowUpStep:read': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  'FollowUpStep:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  'FollowUpStep:transition': { ...forAll(academy, office), ...forAll(own, [...authority, 'dsden']) },
  // What exists: told by the académie and by the collectivité of the territory; the school reads its own.
  'InventoryEntry:read': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'dsden', 'school_head']),
    national_observer: everywhere,
  },
  'InventoryEntry:create': forAll(own, [...writers, ...hands]),
  'InventoryEntry:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  'SectorLink:read': {
    ...forAll(academy, office),
    ...forAll(own, [...authority, 'dsden', 'school_head']),
    national_observer: everywhere,
  },
  'SectorLink:create': forAll(own, [...writers, ...hands]),
  'SectorLink:edit': { ...forAll(academy, writers), ...forAll(own, hands) },
  // Of the académie as a whole: « another authority » is the same.
  'Objective:read': forAll(academy, [...office, 'dsden']),
  'Objective:create': forAll(own, writers),
  'Objective:edit': forAll(academy, writers),
  'CustomColumn:read': forAll(academy, [...office, 'dsden']),
  'CustomColumn:create': forAll(academy, ['academy_admin']),
  'CustomColumn:edit': forAll(academy, ['academy_admin']),
  'SavedView:read': forAll(own, everyone),
  'SavedView:create': forAll(own, everyone),
  'SavedView:edit': forAll(own, everyone),
};

export type Outcome = 'allowed' | 'forbidden' | 'not_found';

/** What a role must be answered for an object at a place. */
export function expectedOutcome(subject: SubjectName, verb: Verb, role: Role, place: Place): Outcome {
  const can = (which: Verb) => expected[`${subject}:${which}`]?.[role]?.includes(place) ?? false;
  if (!can('read')) return 'not_found';
  return can(verb) ? 'allowed' : 'forbidden';
}

/** Kinds of which everybody signed in reads at least what was published between académies. */
const publishedToAll: readonly SubjectName[] = ['ExperienceReport'];

/** What a role must be answered where there is no object yet: lists and creations. */
export function expectedAtAll(subject: SubjectName, verb: Verb, role: Role): Outcome {
  if (verb === 'read' && publishedToAll.includes(subject)) return 'allowed';
  return (expected[`${subject}:${verb}`]?.[role]?.length ?? 0) > 0 ? 'allowed' : 'forbidden';
}
