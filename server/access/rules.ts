import { AbilityBuilder, type Ability as CaslAbility } from '@casl/ability';
import { createPrismaAbility, type PrismaQueryFactory, type Subjects } from '@casl/prisma/runtime';
import type {
  AafAttachment,
  AafRequest,
  Academy,
  ApiToken,
  AudienceImport,
  Authority,
  BackgroundWork,
  Clause,
  Commune,
  Convention,
  ConventionTemplate,
  CustomColumn,
  DirectoryImport,
  ExperienceReport,
  FollowUpEntry,
  FollowUpStep,
  InventoryEntry,
  Membership,
  Objective,
  Organisation,
  OutgoingMail,
  Prisma,
  Product,
  Project,
  PublishedFigure,
  RaciTemplate,
  SavedView,
  School,
  SchoolTask,
  SectorLink,
  Takeover,
} from '@/prisma/generated/client';
import type { Actor } from './actor';

/**
 * Verbs on things. `read` opens the thing; the others are the acts. Which transition a role may make is told
 * by the transition tables: here `transition` says only « acts on this object's course ».
 */
export type Verb =
  | 'read'
  | 'create'
  | 'edit'
  | 'transition'
  | 'opine'
  | 'answer'
  | 'comment'
  | 'deliberate'
  | 'sign'
  /** Decides as an approver, where the circuit names this hat. */
  | 'approve'
  /** Brings a file signed outside the application. */
  | 'deposit'
  /** Leads the signature: composes the circuit, examines deposited files. */
  | 'conduct'
  | 'request'
  | 'publish'
  | 'import'
  | 'remind'
  /** Reads the follow-up of a project, as far as its lines are shared. */
  | 'follow'
  /** Speaks for the columns of a project's matrix that are its own: answers for them, says how far its work is. */
  | 'participate';

export type Subject = Subjects<{
  Academy: Academy;
  Authority: Authority;
  Commune: Commune;
  School: School;
  SchoolTask: SchoolTask;
  DirectoryImport: DirectoryImport;
  AudienceImport: AudienceImport;
  Organisation: Organisation;
  Membership: Membership;
  ApiToken: ApiToken;
  BackgroundWork: BackgroundWork;
  OutgoingMail: OutgoingMail;
  Product: Product;
  PublishedFigure: PublishedFigure;
  Project: Project;
  Convention: Convention;
  AafAttachment: AafAttachment;
  AafRequest: AafRequest;
  ExperienceReport: ExperienceReport;
  FollowUpEntry: FollowUpEntry;
  FollowUpStep: FollowUpStep;
  CustomColumn: CustomColumn;
  SavedView: SavedView;
  ConventionTemplate: ConventionTemplate;
  Clause: Clause;
  RaciTemplate: RaciTemplate;
  Takeover: Takeover;
  InventoryEntry: InventoryEntry;
  SectorLink: SectorLink;
  Objective: Objective;
}>;

export type SubjectName = Extract<Subject, string>;

export type Ability = CaslAbility<[Verb, Subject], PrismaQueryFactory<Prisma.TypeMap>>;

/** Convention states in which the head of a party's establishment follows it. */
const withTheParties = [
  'partner_review',
  'awaiting_deliberation',
  'ready_to_sign',
  'partially_signed',
  'awaiting_seal',
] as const;

/** Convention states a school head may open: the text has been signed. */
const onceSigned = [
  'signed',
  'in_force',
  'suspended',
  'expired',
  'terminated',
  'renewed',
  'archived',
] as const;

/**
 * The one rule set. Closed by default; each line grants. Predicates (buttons), list filters (SQL) and
 * procedures all come from here (DOMAIN §3, habit 2).
 */
export function rulesFor(actor: Actor | null): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createPrismaAbility);

  // Published to everyone, signed in or not.
  can('read', 'ExperienceReport', { publishedAt: { not: null }, visibility: 'public' });
  can('read', 'PublishedFigure');
  if (!actor) return build();

  // Public reference data, for whoever is signed in; published between académies, too.
  for (const subject of ['Academy', 'Authority', 'Commune', 'School', 'Product'] as const)
    can('read', subject);
  can('read', 'ExperienceReport', { publishedAt: { not: null }, visibility: 'between_academies' });
  can(['read', 'create', 'edit'], 'ApiToken', { userId: actor.userId });
  can(['read', 'edit'], 'BackgroundWork', { membershipId: actor.membershipId });
  can('create', 'SavedView');
  can(['read', 'edit'], 'SavedView', { membershipId: actor.membershipId });

  const inAcademy = { academyCode: actor.academyCode ?? '' };
  const ofAuthorities = { in: actor.authorityIds };
  /** What exists: products used, collèges of sector. */
  const existing = ['InventoryEntry', 'SectorLink'] as const;
  const readAcademy = () => {
    for (const subject of existing) can('read', subject, inAcademy);
    can('read', 'Objective', inAcademy);
    can(['read', 'participate'], 'Project', inAcademy);
    can(['read', 'comment'], 'Convention', inAcademy);
    can('read', 'AafAttachment', { project: { is: inAcademy } });
    can('read', 'AafRequest', inAcademy);
    can('read', 'ExperienceReport', { ...inAcademy, publishedAt: { not: null } });
    can('read', 'DirectoryImport', inAcademy);
    can('read', 'AudienceImport', inAcademy);
    can('read', 'SchoolTask', inAcademy);
    can('read', 'Organisation', inAcademy);
    can('follow', 'Project', inAcademy);
    can('read', 'FollowUpEntry', inAcademy);
    can('read', 'FollowUpStep', inAcademy);
    can('transition', 'FollowUpStep', { ...inAcademy, ownerMembershipId: actor.membershipId });
    can('read', 'CustomColumn', inAcademy);
    can('read', 'SavedView', { ...inAcademy, shared: true });
    readTemplates();
  };
  const writeTerritory = () => {
    for (const subject of existing) can(['create', 'edit'], subject, inAcademy);
    can(['create', 'edit'], 'Objective', inAcademy);
  };
  const writeFollowUp = () => {
    can('edit', 'FollowUpEntry', { ...inAcademy, authorId: actor.userId });
    can(['edit', 'transition'], 'FollowUpStep', inAcademy);
  };
  // The national base belongs to every académie; what an académie makes of it stays its own.
  const readTemplates = () => {
    for (const subject of ['ConventionTemplate', 'Clause'] as const) {
      can('read', subject, { academyCode: null });
      can('read', subject, inAcademy);
    }
    can('read', 'RaciTemplate', inAcademy);
  };
  const writeExperience = (
    scope: { academyCode: string } | { project: { is: { carrierId: typeof ofAuthorities } } },
  ) => {
    can('create', 'ExperienceReport');
    can(['read', 'edit', 'publish'], 'ExperienceReport', scope);
  };

  switch (actor.role) {
    case 'operator':
      for (const subject of [
        'Academy',
        'Authority',
        'Product',
        'Organisation',
        'Membership',
        'PublishedFigure',
      ] as const)
        can(['read', 'create', 'edit'], subject);
      can('import', 'School');
      can(['read', 'create', 'edit'], 'AudienceImport');
      can(['read', 'edit'], 'DirectoryImport');
      can(['read', 'edit'], 'OutgoingMail');
      break;
    case 'national_observer':
      can('read', 'Project');
      for (const subject of existing) can('read', subject);
      break;
    case 'academy_admin':
      readAcademy();
      can(['edit'], 'Academy', { code: actor.academyCode ?? '' });
      can(['create', 'edit'], 'Organisation', inAcademy);
      can(['read', 'create', 'edit'], 'Membership', { organisation: { is: inAcademy } });
      can(['create', 'edit'], 'Authority');
      can(['create', 'edit'], 'Product');
      can('create', 'PublishedFigure');
      can('edit', 'PublishedFigure', { department: { is: inAcademy } });
      can('import', 'School');
      can(['create', 'edit'], 'AudienceImport', inAcademy);
      can('edit', 'DirectoryImport', inAcademy);
      can('edit', 'SchoolTask', inAcademy);
      can(['create', 'edit'], 'CustomColumn', inAcademy);
      can('edit', 'SavedView', { ...inAcademy, shared: true });
      can(['read', 'edit'], 'OutgoingMail', inAcademy);
      writeExperience(inAcademy);
      writeFollowUp();
      writeTerritory();
      can(['create', 'edit'], 'Project', inAcademy);
      can(
        ['create', 'edit', 'transition', 'answer', 'deliberate', 'approve', 'deposit', 'conduct'],
        'Convention',
        inAcademy,
      );
      can(['request', 'remind'], 'Convention', inAcademy);
      can('import', 'Convention', inAcademy);
      can(['read', 'create', 'edit'], 'Takeover', inAcademy);
      can('transition', 'AafAttachment', { project: { is: inAcademy } });
      can(['create', 'edit', 'publish'], 'ConventionTemplate', inAcademy);
      can(['create', 'publish'], 'Clause', inAcademy);
      can(['create', 'edit', 'publish'], 'RaciTemplate', inAcademy);
      // Taking over a national clause makes a version of the académie's own.
      can('publish', 'Clause', { academyCode: null });
      break;
    case 'academy_editor':
      readAcademy();
      can('edit', 'SchoolTask', inAcademy);
      writeExperience(inAcademy);
      writeFollowUp();
      writeTerritory();
      can(['create', 'edit'], 'Project', inAcademy);
      can(
        ['create', 'edit', 'transition', 'answer', 'deliberate', 'approve', 'deposit', 'conduct'],
        'Convention',
        inAcademy,
      );
      can(['request', 'remind'], 'Convention', inAcademy);
      can('import', 'Convention', inAcademy);
      can(['read', 'create', 'edit'], 'Takeover', inAcademy);
      can('transition', 'AafAttachment', { project: { is: inAcademy } });
      break;
    case 'dpo':
    case 'legal':
      readAcademy();
      can(['opine', 'approve'], 'Convention', inAcademy);
      break;
    case 'directory_operator':
      readAcademy();
      can('opine', 'Convention', inAcademy);
      can('transition', 'AafAttachment', { project: { is: inAcademy } });
      break;
    case 'state_signatory':
      readAcademy();
      // A DASEN signs for the schools of one département; a recteur for the whole académie.
      can(['sign', 'transition', 'approve', 'deposit'], 'Convention', {
        ...inAcademy,
        ...(actor.departmentCode ? { departmentCodes: { has: actor.departmentCode } } : {}),
      });
      break;
    case 'dsden': {
      const inDepartment = { ...inAcademy, departmentCodes: { has: actor.departmentCode ?? '' } };
      can(['read', 'participate'], 'Project', inDepartment);
      can(['read', 'approve', 'comment', 'opine'], 'Convention', inDepartment);
      can('read', 'AafAttachment', { project: { is: inDepartment } });
      can('read', 'AafRequest', { attachments: { some: { project: { is: inDepartment } } } });
      can('read', 'ExperienceReport', { ...inAcademy, publishedAt: { not: null }, visibility: 'academy' });
      for (const subject of existing)
        can('read', subject, { ...inAcademy, departmentCode: actor.departmentCode ?? '' });
      can('read', 'Objective', inAcademy);
      // A service of the académie: it reads what is internal, for its département.
      can('follow', 'Project', inDepartment);
      can('read', 'FollowUpEntry', { project: { is: inDepartment } });
      can('read', 'FollowUpStep', { project: { is: inDepartment } });
      can('transition', 'FollowUpStep', {
        project: { is: inDepartment },
        ownerMembershipId: actor.membershipId,
      });
      can('read', 'CustomColumn', inAcademy);
      can('read', 'SavedView', { ...inAcademy, shared: true });
      readTemplates();
      break;
    }
    case 'authority_editor':
    case 'authority_signatory':
    case 'mutualising_body': {
      const carried = { carrierId: ofAuthorities };
      can(['read', 'participate'], 'Project', carried);
      can('follow', 'Project', carried);
      // What the académie keeps to itself is not theirs to read, whoever wrote it.
      const told = { shared: true, project: { is: carried } };
      can('read', 'FollowUpEntry', told);
      can('read', 'FollowUpStep', told);
      can('transition', 'FollowUpStep', { ...told, ownerMembershipId: actor.membershipId });
      can(['read', 'comment'], 'Convention', { authorityId: ofAuthorities });
      // An avenant that brings this authority in the place of another, and the convention that it would enter.
      const entering = { amendment: { is: { incomingAuthorityId: ofAuthorities } } };
      can(['read', 'comment'], 'Convention', entering);
      can('read', 'Convention', { children: { some: entering } });
      can('read', 'AafAttachment', { project: { is: carried } });
      can('read', 'AafRequest', { attachments: { some: { project: { is: carried } } } });
      can('read', 'ExperienceReport', { publishedAt: { not: null }, project: { is: carried } });
      // Its own territory, kept with each line.
      const territory = { authorityIds: { hasSome: actor.authorityIds } };
      for (const subject of existing) can('read', subject, territory);
      if (actor.role === 'authority_signatory') {
        can(['sign', 'transition', 'approve', 'deposit'], 'Convention', { authorityId: ofAuthorities });
        can(['sign', 'approve', 'deposit'], 'Convention', entering);
        break;
      }
      writeExperience({ project: { is: carried } });
      for (const subject of existing) can(['create', 'edit'], subject, territory);
      can('edit', 'FollowUpEntry', { ...told, authorId: actor.userId });
      can(['edit', 'transition'], 'FollowUpStep', told);
      can(['create', 'edit'], 'Project', carried);
      can(['create', 'edit', 'transition', 'deliberate', 'request', 'approve', 'deposit'], 'Convention', {
        authorityId: ofAuthorities,
      });
      can('transition', 'AafAttachment', { project: { is: carried } });
      break;
    }
    case 'vendor': {
      const ownProduct = { productId: { in: actor.productIds } };
      can(['read', 'participate'], 'Project', ownProduct);
      can('read', 'Convention', ownProduct);
      // Processor of personal data: it is a party to its own agreement (RGPD, art. 28).
      can(['sign', 'approve'], 'Convention', { ...ownProduct, kind: 'processing_agreement' });
      can('read', 'AafAttachment', ownProduct);
      break;
    }
    case 'school_head': {
      const uai = actor.uai ?? '';
      can(['read', 'participate'], 'Project', { schools: { some: { uai, removedOn: null } } });
      can('read', 'Convention', {
        status: { in: [...onceSigned] },
        schools: { some: { uai, leftOn: null } },
      });
      // Where the establishment is itself a party (tripartite), its head signs for it.
      can(['read', 'sign', 'approve'], 'Convention', {
        establishment: { is: { uai } },
        status: { in: [...withTheParties, ...onceSigned] },
      });
      can('read', 'AafAttachment', { uai });
      can('read', 'InventoryEntry', { uai });
      can('read', 'SectorLink', { uai });
      can('read', 'SectorLink', { collegeUai: uai });
      break;
    }
    case 'reader':
      break;
  }
  return build();
}
