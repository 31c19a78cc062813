import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { scanOf, type Town, type TypedLine, workbookOf } from '@/server/takeover/fixtures';
import { database, plantSchools } from './scenes';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook as a page receives it. */
export const upload = (buffer: Buffer, name = 'suivi-des-conventions.xlsx') => ({
  name,
  mimeType: xlsx,
  buffer,
});

/** Communes of a département (the Val-d'Oise) that no other test uses, each with two écoles. */
export async function plantTowns(count: number, department = '95', academy = '25'): Promise<Town[]> {
  const rows = await database().authority.findMany({
    where: { kind: 'commune', departmentCode: department, code: { not: '95018' }, projects: { none: {} } },
    orderBy: { code: 'asc' },
    skip: randomInt(0, 80),
    take: count,
  });
  const towns: Town[] = [];
  for (const row of rows) {
    const { name } = await database().commune.findUniqueOrThrow({ where: { code: row.code ?? '' } });
    const schools = await plantSchools(2, { insee: row.code ?? '', name, department, academy });
    towns.push({
      id: row.id,
      code: row.code ?? '',
      name: row.name,
      siren: row.siren ?? '',
      plain: name,
      uais: schools.map(({ uai }) => uai),
    });
  }
  return towns;
}

/** Takes one convention over with its scan, as the person who is signed in would; gives its identifier. */
export async function takeOverOne(page: Page, line: TypedLine): Promise<string> {
  const reference = line['N° convention'] ?? '';
  await page.goto('/conventions/reprise');
  await page.locator('input[type=file]').setInputFiles(upload(await workbookOf([line])));
  await page.getByRole('button', { name: 'Lire le tableau' }).click();
  await page.getByRole('button', { name: 'Reprendre 1 convention' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reprendre 1 convention' }).click();
  await expect(page.getByText('1 convention reprise', { exact: true })).toBeVisible({ timeout: 90_000 });
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: `${reference}.pdf`, mimeType: 'application/pdf', buffer: scanOf(reference) }]);
  await page.getByRole('button', { name: 'Joindre les numérisations' }).click();
  await expect(page.getByText('1 numérisation rattachée', { exact: false })).toBeVisible();
  const { id } = await database().convention.findFirstOrThrow({ where: { externalReference: reference } });
  return id;
}
