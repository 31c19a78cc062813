import type { Role } from '../access/roles';
import { type ConventionStatus, isEditable } from './facts';

/**
 * May this role change the text in this state? The académie writes while the text is with it; the authority
 * writes the draft that it began itself (DOMAIN §4, lifecycle).
 */
export function mayEditText(
  convention: { status: ConventionStatus; draftedBy: string },
  role: Role,
): boolean {
  if (!isEditable(convention.status)) return false;
  if (role === 'academy_admin' || role === 'academy_editor')
    return convention.status === 'academic_review' || convention.draftedBy === 'academy';
  if (role === 'authority_editor' || role === 'mutualising_body')
    return convention.status === 'draft' && convention.draftedBy === 'authority';
  return false;
}
