import { expect, test } from 'vitest';
import { fixtureConvention } from './fixtures';
import { contentSha256, sha256Hex } from './hash';

test('sha256Hex gives the published digests', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Hex(Buffer.from('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('the order of keys does not change the hash of a content, a single word does', () => {
  const content = fixtureConvention(3);
  const reversed = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
  expect(Object.keys(reversed)[0]).not.toBe(Object.keys(content)[0]);
  expect(contentSha256(reversed)).toBe(contentSha256(content));
  expect(contentSha256(JSON.parse(JSON.stringify(content)))).toBe(contentSha256(content));
  expect(contentSha256({ ...content, preamble: `${content.preamble}.` })).not.toBe(contentSha256(content));
});
