//! The messages in Portuguese.

use super::{Message, Words};

pub(super) const WORDS: Words = Words {
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    instant: "{day} de {month} de {year}, {time} UTC",
    closing: "Esta mensagem foi enviada automaticamente. Ninguém lê as respostas.",
    invitation: Message {
        subject: "Convite de {organisation}",
        before: &["{organisation} convida-o a participar no Ribcage."],
        link: "Aceitar o convite",
        after: &[
            "A ligação pode ser usada uma vez, até {until}.",
            "Se não sabe porque recebe esta mensagem, não precisa de fazer nada: ninguém tem uma conta \
             em seu nome por causa dela.",
        ],
    },
    recovery: Message {
        subject: "Voltar a entrar na sua conta",
        before: &["Alguém, provavelmente você, pediu para voltar a entrar na sua conta."],
        link: "Continuar",
        after: &[
            "A ligação pode ser usada uma vez, até {until}. Não a passe a ninguém: quem a tiver pode \
             entrar na sua conta.",
            "Se não fez este pedido, não abra a ligação. A sua conta fica como está. Se receber esta \
             mensagem mais do que uma vez, avise o seu administrador.",
        ],
    },
    address_change_to: Message {
        subject: "Confirme o seu novo endereço",
        before: &["Este endereço vai passar a ser aquele com que inicia sessão."],
        link: "Confirmar o endereço",
        after: &[
            "A ligação pode ser usada uma vez, até {until}. Enquanto não confirmar, nada muda.",
            "Se não fez este pedido, não abra a ligação.",
        ],
    },
    address_change_from: Message {
        subject: "Confirme outro endereço",
        before: &["Outro endereço vai substituir este, com que inicia sessão."],
        link: "Confirmar a mudança",
        after: &[
            "A ligação pode ser usada até {until}. Nada muda antes de os dois endereços confirmarem.",
            "Se não fez este pedido, não abra a ligação: alguém pode ter entrado na sua conta. Escolha \
             outra palavra-passe, termine todas as outras sessões e avise o seu administrador.",
        ],
    },
    account_changed: Message {
        subject: "A forma como inicia sessão mudou",
        before: &["{what}"],
        link: "",
        after: &[
            "Se foi você, não precisa de fazer nada.",
            "Se não foi, alguém pode ter entrado na sua conta: inicie sessão, escolha outra \
             palavra-passe, termine todas as outras sessões e avise o seu administrador. Se não \
             conseguir iniciar sessão, avise-o imediatamente.",
        ],
    },
    password_changed: "A palavra-passe da sua conta foi alterada.",
    second_factor_added: "Foi acrescentado um segundo fator à sua conta.",
    second_factor_removed: "Foi retirado um segundo fator da sua conta.",
    address_changed: "A sua conta tem agora outro endereço, e as mensagens vão para lá. Se não foi quem o mudou, avise já um administrador.",
    recovery_code_used: "Alguém entrou na sua conta com um dos seus códigos de recuperação.",
    recovery_codes_replaced: "Foram criados novos códigos de recuperação para a sua conta. Os anteriores já não servem.",
    passkey_copied: Message {
        subject: "Uma chave de acesso sua parece ter sido copiada",
        before: &[
            "Foi mostrada uma chave de acesso da sua conta que parece ser uma cópia de outra. Nenhuma das duas é aceite a partir de agora, e todas as suas sessões terminaram.",
        ],
        link: "",
        after: &[
            "Inicie sessão de outra forma, retire a chave de acesso da sua conta e crie uma nova.",
            "Avise já o seu administrador: alguém pode ter entrado na sua conta. Se não conseguir iniciar sessão, ele pode ajudar.",
        ],
    },
    codes_failed: Message {
        subject: "Códigos errados na sua conta",
        before: &[
            "Foram introduzidos muitos códigos errados na sua conta, por alguém que sabe a palavra-passe ou lê o seu correio eletrónico.",
        ],
        link: "",
        after: &[
            "Se foi você, não precisa de fazer nada.",
            "Se não foi, escolha outra palavra-passe, termine todas as outras sessões e avise o seu administrador.",
        ],
    },
    test: Message {
        subject: "Mensagem de teste",
        before: &["O servidor consegue enviar correio: esta mensagem chegou."],
        link: "",
        after: &[],
    },
};
