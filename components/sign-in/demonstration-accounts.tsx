import { buttonStyle } from '@/components/ui/button-style';

/** One click per role. Only the demonstration shows it; its target refuses everywhere else. */
export function DemonstrationAccounts({
  accounts,
  next,
}: {
  accounts: { email: string; label: string }[];
  next: string;
}) {
  return (
    <form method="post" action="/api/demonstration/connexion">
      <input type="hidden" name="next" value={next} />
      <ul className="grid gap-2 sm:grid-cols-2">
        {accounts.map(({ email, label }) => (
          <li key={email}>
            <button
              type="submit"
              name="email"
              value={email}
              data-account={email}
              className={`${buttonStyle('secondary', 'md', false)} h-full w-full flex-col items-start! gap-0! py-2! text-left`}
            >
              <span>{label}</span>
              <span className="text-sm font-normal text-soft">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
