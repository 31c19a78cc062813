'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TemplateForm } from './new-template';

/** Makes a template of the matrix of a project; named persons stay with the project. */
export function SaveAsTemplate({ project }: { project: { id: string; name: string } }) {
  return (
    <Dialog title="Enregistrer comme modèle" trigger={<Button>Enregistrer comme modèle</Button>}>
      <div className="flex flex-col gap-4">
        <p>
          Le modèle reprend les activités, les acteurs et les lettres de cette matrice, sans ce qui est masqué
          ni les personnes nommées. Il est en préparation tant que vous ne l’avez pas publié.
        </p>
        <TemplateForm
          from={{ kind: 'project', projectId: project.id }}
          help="Ce que verront les chefs de projet en ouvrant leur matrice."
        />
      </div>
    </Dialog>
  );
}
