import { change, nationalChain, type PersonAct } from '../audit/journal';
import { conflict, notFound } from '../errors';
import { resendable } from './domain';

/**
 * Puts a refused or uncertain mail back in the queue, by a person who decided it. Access was proven by the
 * procedure.
 * @throws AppError conflict when it left meanwhile, or when it carried a code: a new one is asked for instead.
 */
export async function resendMail(act: PersonAct, { id }: { id: string }): Promise<void> {
  await change(act, async (tx) => {
    const mail = await tx.outgoingMail.findUnique({ where: { id } });
    if (!mail) throw notFound('Ce courriel');
    if (mail.usableUntil)
      throw conflict(
        'Ce courriel portait un code ou un lien à usage unique\u00a0: une nouvelle demande en envoie un autre.',
      );
    if (mail.erasedAt)
      throw conflict('Le texte de ce courriel n’est plus conservé\u00a0: il ne peut plus être renvoyé.');
    const { count } = await tx.outgoingMail.updateMany({
      where: { id, state: { in: [...resendable] } },
      // The five days of a put-off message begin again with the decision.
      data: { state: 'waiting', nextTryAt: null, attempts: 0, createdAt: act.now },
    });
    if (count !== 1) throw conflict('Ce courriel n’est plus à renvoyer\u00a0: il est déjà reparti.');
    return {
      result: undefined,
      journal: {
        chain: mail.academyCode ?? nationalChain,
        action: 'mail.resent',
        objectType: 'OutgoingMail',
        objectId: id,
        after: { subject: mail.subject, to: mail.to },
      },
    };
  });
}
