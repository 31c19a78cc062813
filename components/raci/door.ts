'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import type { MatrixOwner } from '@/server/raci/owner';
import type { MatrixChanges } from '@/server/raci/queries';

/**
 * The procedures through which an open grid reads and writes its matrix: that of a project, or what is being
 * written of an académie's template. Nothing else in the grid tells one from the other.
 */
export function useDoor(owner: MatrixOwner) {
  const trpc = useTRPC();
  const ofProject = useMutation(trpc.raci.setCells.mutationOptions());
  const ofTemplate = useMutation(trpc.raci.templates.setCells.mutationOptions());
  const editProject = useMutation(trpc.raci.structure.edit.mutationOptions());
  const editTemplate = useMutation(trpc.raci.templates.editStructure.mutationOptions());
  return 'projectId' in owner
    ? { id: owner.projectId, setCells: ofProject.mutateAsync, editStructure: editProject.mutateAsync }
    : { id: owner.templateId, setCells: ofTemplate.mutateAsync, editStructure: editTemplate.mutateAsync };
}

/** What others wrote in the matrix since a version, asked again at a rhythm. */
export function useOthersCells(owner: MatrixOwner, since: number, every: number): MatrixChanges | undefined {
  const trpc = useTRPC();
  const isProject = 'projectId' in owner;
  const input = { id: isProject ? owner.projectId : owner.templateId, since };
  const ofProject = useQuery(
    trpc.raci.changes.queryOptions(input, { refetchInterval: every, enabled: isProject }),
  );
  const ofTemplate = useQuery(
    trpc.raci.templates.changes.queryOptions(input, { refetchInterval: every, enabled: !isProject }),
  );
  return (isProject ? ofProject : ofTemplate).data;
}

/** Who may be named in the matrix; nobody in a template. */
export function useNameable(owner: MatrixOwner) {
  const trpc = useTRPC();
  const isProject = 'projectId' in owner;
  return useQuery(
    trpc.raci.structure.people.queryOptions({ id: isProject ? owner.projectId : '' }, { enabled: isProject }),
  );
}

/** The same matrix, for what must begin anew with another one. */
export const ownerId = (owner: MatrixOwner) => ('projectId' in owner ? owner.projectId : owner.templateId);
