import { change, type PersonAct } from '@/server/audit/journal';
import { invalid } from '@/server/errors';
import { searchable } from '@/server/territory/search';
import type { CreateAuthority } from './schema';

/**
 * Enters a collectivité by hand, in a département of the actor's académie (anywhere for the operator). Its
 * SIREN tells it from all others.
 */
export async function enterAuthority(act: PersonAct, input: CreateAuthority): Promise<{ id: string }> {
  return change(act, async (tx) => {
    const department = await tx.department.findUnique({ where: { code: input.departmentCode } });
    if (!department) throw invalid({ departmentCode: 'Ce département n’existe pas.' });
    if (act.actor.role !== 'operator' && department.academyCode !== act.actor.academyCode)
      throw invalid({ departmentCode: 'Ce département ne relève pas de votre académie.' });
    // Two entries of one SIREN at once: the second waits, then finds the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('authority'))::text`;
    const twin = await tx.authority.findUnique({ where: { siren: input.siren } });
    if (twin) throw invalid({ siren: `Ce SIREN est déjà celui de ${twin.name}.` });
    const authority = await tx.authority.create({
      data: {
        kind: input.kind,
        name: input.name,
        siren: input.siren,
        departmentCode: department.code,
        searchName: searchable(input.name),
      },
    });
    return {
      result: { id: authority.id },
      journal: {
        chain: department.academyCode,
        action: 'authority.created',
        objectType: 'Authority',
        objectId: authority.id,
        after: { name: input.name, siren: input.siren, kind: input.kind },
      },
    };
  });
}
