import type { Place } from '../access/matrix';
import type { SubjectName } from '../access/rules';
import { toDbDate } from '../clock';
import type { Db } from '../db';

/** Ids of one object of each kind at each place; tokens belong to one person and are made per person. */
export type Places = Record<Place, Partial<Record<SubjectName, string>>>;

const day = toDbDate('2026-10-01');

/**
 * One object of each kind at three places: Argenteuil in Versailles (own), Cergy in Versailles (another
 * authority), Rennes (another académie). Rows are written directly: what is tested is who may reach them.
 */
export async function plantPlaces(db: Db): Promise<Places> {
  const vendor = await db.vendor.findUniqueOrThrow({ where: { name: 'Éditeur de démonstration' } });
  const otherVendor = await db.vendor.create({ data: { name: 'Autre éditeur' } });
  const template = await db.templateVersion.findFirstOrThrow();
  const ownUai = (await db.organisation.findFirstOrThrow({ where: { kind: 'school' } })).uai ?? '';
  const sites = {
    own: { academy: '25', department: '95', commune: '95018', vendorId: vendor.id, uai: ownUai },
    otherAuthority: {
      academy: '25',
      department: '92',
      commune: '92012',
      vendorId: otherVendor.id,
      uai: '0929001Z',
    },
    otherAcademy: {
      academy: '14',
      department: '35',
      commune: '35238',
      vendorId: otherVendor.id,
      uai: '0359001Z',
    },
  } as const;
  const places = {} as Places;
  for (const [place, site] of Object.entries(sites) as [Place, (typeof sites)[Place]][]) {
    const carrier = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: site.commune } },
    });
    const product = await db.product.create({
      data: { name: `Solution ${place}`, kind: 'ent', vendorId: site.vendorId },
    });
    await db.school.create({
      data: {
        uai: site.uai,
        name: `École ${place}`,
        nature: 'ecole',
        degree: 'primary',
        communeName: carrier.name,
        departmentCode: site.department,
        academyCode: site.academy,
        searchText: place.toLowerCase(),
        factsHash: place,
      },
    });
    const project = await db.project.create({
      data: {
        academyCode: site.academy,
        carrierId: carrier.id,
        productId: product.id,
        name: `Projet ${place}`,
        degree: 'primary',
        departmentCodes: [site.department],
        schools: { create: { uai: site.uai, addedOn: day } },
      },
    });
    const convention = await db.convention.create({
      data: {
        number: `${site.academy}-2020-${place === 'own' ? '0001' : '0002'}`,
        academyCode: site.academy,
        projectId: project.id,
        authorityId: carrier.id,
        productId: product.id,
        templateVersionId: template.id,
        title: `Convention ${place}`,
        degree: 'primary',
        status: 'in_force',
        departmentCodes: [site.department],
        // A document to which everyone is a party: authority, State, establishment and vendor.
        kind: 'processing_agreement',
        shape: 'tripartite',
        establishment: { create: { uai: site.uai } },
        schools: { create: { uai: site.uai, entryOn: day } },
      },
    });
    const request = await db.aafRequest.create({
      data: {
        academyCode: site.academy,
        wantedOn: day,
        environment: 'production',
        eduConnect: false,
        gar: false,
        contactName: 'Contact',
        contactEmail: 'contact@demo.invalid',
        requestedById: 'u',
        requestedByName: 'Quelqu’un',
        requestedAt: day,
        attachments: {
          create: {
            uai: site.uai,
            productId: product.id,
            projectId: project.id,
            conventionId: convention.id,
            statusSince: day,
          },
        },
      },
      include: { attachments: true },
    });
    const report = await db.experienceReport.create({
      data: {
        academyCode: site.academy,
        projectId: project.id,
        authorId: 'u',
        authorName: 'Quelqu’un',
        title: `Fiche ${place}`,
        type: 'usage',
        degree: 'primary',
        visibility: 'academy',
        publishedAt: day,
      },
    });
    const organisation = await db.organisation.create({
      data: {
        kind: 'authority',
        name: `Organisation ${place}`,
        academyCode: site.academy,
        authorityId: carrier.id,
      },
    });
    const user = await db.user.create({ data: { email: `membre.${place.toLowerCase()}@demo.invalid` } });
    const membership = await db.membership.create({
      data: {
        userId: user.id,
        organisationId: organisation.id,
        role: 'reader',
        validFrom: day,
        validUntil: day,
      },
    });
    const directory = await db.directoryImport.create({
      data: { academyCode: site.academy, actorId: 'u', fileName: 'annuaire.csv', sha256: place, bytes: 1 },
    });
    const audience = await db.audienceImport.create({
      data: {
        academyCode: site.academy,
        fileName: 'dnma.csv',
        sha256: place,
        bytes: 1,
        unfolded: 1,
        encoding: 'utf-8',
        delimiter: ';',
        heads: ['debutsemaine', 'uai', 'visites_globales'],
        samples: [],
        reading: { columns: ['week', 'uai', 'visitsTotal'], dateFormat: 'auto', durationUnit: 'second' },
        createdAt: day,
        createdById: 'u',
        createdByName: 'Quelqu’un',
      },
    });
    const column =
      place === 'otherAuthority'
        ? null
        : await db.customColumn.create({
            data: { academyCode: site.academy, label: 'Référent', type: 'text', position: 1 },
          });
    const mail = await db.outgoingMail.create({
      data: {
        to: 'refusee@demo.invalid',
        subject: 'Essai',
        text: 'Essai',
        html: 'Essai',
        state: 'refused',
        academyCode: site.academy,
      },
    });
    const templateOwn = await db.conventionTemplate.create({
      data: {
        academyCode: site.academy,
        key: `modele-${place.toLowerCase()}`,
        name: `Modèle ${place}`,
        degree: 'primary',
        draft: { create: { content: template.content ?? {}, updatedAt: day } },
      },
    });
    const clause = await db.clause.create({
      data: {
        academyCode: site.academy,
        degree: 'primary',
        key: `clause_${place.toLowerCase()}`,
        title: `Clause ${place}`,
        section: 'article',
      },
    });
    const raciTemplate = await db.raciTemplate.create({
      data: {
        academyCode: site.academy,
        degree: 'primary',
        name: `Matrice ${place}`,
        matrix: { create: { templateKey: 'primary' } },
      },
    });
    const takeover = await db.takeover.create({
      data: {
        academyCode: site.academy,
        fileName: 'suivi.xlsx',
        sha256: place,
        bytes: 1,
        heads: [],
        rows: [],
        columns: [],
        createdAt: day,
        createdById: 'u',
        createdByName: 'Quelqu’un',
      },
    });
    const figure = await db.publishedFigure.create({
      data: {
        departmentCode: site.department,
        degree: 'secondary',
        year: 2024,
        band: 'de 20 à 50 %',
        numerator: 1,
        scope: 'essai',
        source: `Source ${place}`,
      },
    });
    const told = {
      academyCode: site.academy,
      departmentCode: site.department,
      authorityIds: [carrier.id],
      uai: site.uai,
      source: 'Essai',
      sourceOn: day,
      createdAt: day,
      createdById: 'u',
      createdByName: 'Quelqu’un',
    };
    const entry = await db.inventoryEntry.create({
      data: { ...told, productId: product.id, payer: 'unknown' },
    });
    const link = await db.sectorLink.create({ data: { ...told, collegeUai: site.uai } });
    const objective = await db.objective.create({
      data: {
        academyCode: site.academy,
        territoryKind: 'department',
        territoryCode: site.department,
        territoryName: site.department,
        stage: 'attached',
        basis: 'schools',
        degree: 'primary',
        sector: 'all',
        target: 0.9,
        targetOn: new Date('2028-06-30'),
        startOn: day,
        startNumerator: 0,
        startDenominator: 1,
        createdAt: day,
        createdById: 'u',
        createdByName: 'Quelqu’un',
      },
    });
    places[place] = {
      Objective: objective.id,
      PublishedFigure: figure.id,
      InventoryEntry: entry.id,
      SectorLink: link.id,
      OutgoingMail: mail.id,
      CustomColumn: column?.id ?? places.own.CustomColumn,
      ConventionTemplate: templateOwn.id,
      Clause: clause.id,
      RaciTemplate: raciTemplate.id,
      Takeover: takeover.id,
      Project: project.id,
      Convention: convention.id,
      AafAttachment: request.attachments[0]?.id ?? '',
      AafRequest: request.id,
      ExperienceReport: report.id,
      Organisation: organisation.id,
      Membership: membership.id,
      DirectoryImport: directory.id,
      AudienceImport: audience.id,
      Product: product.id,
      Academy: site.academy,
      Authority: carrier.id,
      School: site.uai,
      Commune: site.commune,
    };
  }
  return places;
}
