import { describe, expect, it } from 'vitest';
import { attachmentHeader } from './disposition';

describe('name of a file to save', () => {
  it('keeps accents in the encoded name and gives an ASCII one to old readers', () => {
    expect(attachmentHeader('Rapport été (n° 1).csv')).toBe(
      `attachment; filename="Rapport ete (n- 1).csv"; filename*=UTF-8''Rapport%20%C3%A9t%C3%A9%20%28n%C2%B0%201%29.csv`,
    );
  });

  it('cannot be broken out of by quotes, lines or what names another header', () => {
    const header = attachmentHeader('a"\r\nset-cookie: b;c*\'.zip');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header.match(/"/g)).toHaveLength(2);
    expect(header).toMatch(/^attachment; filename="[\w. ()-]+"; filename\*=UTF-8''[\w%.~!-]+$/);
  });
});
