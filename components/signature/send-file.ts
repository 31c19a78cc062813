/** What a route of ours answers when it refuses. */
export type Refused = { message: string; fields: Record<string, string> };

/** Sends a file as the body of a request to one of our own routes; its name and what is declared go in headers. */
export async function sendFile<T>(
  address: string,
  file: File,
  declaration?: unknown,
): Promise<{ ok: true; body: T } | { ok: false; refused: Refused }> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'x-nom-fichier': encodeURIComponent(file.name),
        ...(declaration ? { 'x-declaration': encodeURIComponent(JSON.stringify(declaration)) } : {}),
      },
      body: file,
    });
    const body: unknown = await response.json();
    return response.ok ? { ok: true, body: body as T } : { ok: false, refused: body as Refused };
  } catch {
    return {
      ok: false,
      refused: {
        message: 'Le fichier n’a pas pu être envoyé. Vérifiez votre connexion, puis réessayez.',
        fields: {},
      },
    };
  }
}
