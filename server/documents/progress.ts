import type { RenderProgress } from './render';

/** Renderings under way in this process, by the name that the screen gave them. Lost on restart, with them. */
const held = globalThis as unknown as { accordentRenders?: Map<string, RenderProgress> };
const renders = () => {
  held.accordentRenders ??= new Map();
  return held.accordentRenders;
};

const nameShape = /^[0-9a-f-]{36}$/;

/** Follows one rendering under a name (a UUID made by the screen); without a valid name nothing is kept. */
export function trackRender(name: string | null): {
  report: (progress: RenderProgress) => void;
  end: () => void;
} {
  if (!name || !nameShape.test(name)) return { report: () => {}, end: () => {} };
  renders().set(name, { percent: 0, stage: 'En attente' });
  return {
    report: (progress) => renders().set(name, progress),
    end: () => renders().delete(name),
  };
}

/** How far that rendering is, or null when it is unknown or over. */
export const renderProgress = (name: string): RenderProgress | null => renders().get(name) ?? null;
