'use client';

/** The last net, when even the frame of the pages failed: plain HTML, no style to load. */
export default function GlobalFailure({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          maxWidth: '40rem',
          margin: '4rem auto',
          padding: '0 1rem',
        }}
      >
        <title>Service indisponible</title>
        <main>
          <h1>Le service est momentanément indisponible</h1>
          <p>
            Rechargez la page dans un instant. Si cela dure, prévenez l’exploitant du service
            {error.digest ? ` en donnant la référence ${error.digest}` : ''}.
          </p>
        </main>
      </body>
    </html>
  );
}
