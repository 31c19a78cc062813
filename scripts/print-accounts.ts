import { demonstrationAccounts } from '@/prisma/seed/accounts';

/** Prints the demonstration accounts by role, for the end of `npm start`. */

const width = Math.max(...demonstrationAccounts.map((account) => account.email.length));
console.log('Comptes de démonstration (connexion en un clic)\u00a0:');
for (const { email, label } of demonstrationAccounts) console.log(`  ${email.padEnd(width)}  ${label}`);
