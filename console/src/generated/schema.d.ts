// From docs/openapi.json, by scripts/generate.mjs.

export interface paths {
    "/api/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the machines that may sign in, newest first. */
        get: operations["list_clients"];
        put?: never;
        /**
         * Lets a machine sign in. The token in the answer is shown this once; one with `jwks` gets none, and asks
         *     for access tokens at `/oauth/token`.
         */
        post: operations["create_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one machine. */
        get: operations["find_client"];
        put?: never;
        post?: never;
        /** Ends a machine's right to sign in, at once and on every server. */
        delete: operations["revoke_client"];
        options?: never;
        head?: never;
        /** Changes a machine's name, roles, expiry or keys, from its next request on. */
        patch: operations["update_client"];
        trace?: never;
    };
    "/api/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what persons say is wrong, and of which nothing has become yet, newest first. */
        get: operations["list_open_corrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/document-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tenant's own types of documents, the oldest first. */
        get: operations["list_document_types"];
        put?: never;
        /** Registers a type of documents of the tenant's own. Its documents then live under `/api/types/{type}`. */
        post: operations["create_document_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/document-types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one of the tenant's own types. */
        get: operations["find_document_type"];
        /**
         * Changes what a type says of its documents. What is open or not holds at once, for what is stored too; a
         *     schema is held against what comes from now on.
         */
        put: operations["update_document_type"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasure-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the persons who want to be erased, and of whom that is not decided yet. */
        get: operations["list_erasure_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists erasures, newest first, without their receipts. */
        get: operations["list_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how far an erasure is, with a receipt that speaks as of now. */
        get: operations["find_erasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists events, newest first. A page may be short although there are more: follow `next`. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follows events as they happen (server-sent events; each `data` is one event). The stream ends
         *     when the caller may no longer see it.
         */
        get: operations["stream_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one event, with the difference a change made. */
        get: operations["find_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proves that an event is in the log. */
        get: operations["prove_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists exports, newest first. */
        get: operations["list_exports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how far an export is. */
        get: operations["find_export"];
        put?: never;
        post?: never;
        /** Removes an export before its time. */
        delete: operations["delete_export"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives the archive (tar, sealed with age), or the part of it that a Range names: the bytes are the same each
         *     time.
         */
        get: operations["read_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who was invited and has not joined yet, newest first. */
        get: operations["list_invitations"];
        put?: never;
        /** Invites somebody to the tenant by mail. One of before is good no more. It is good for seven days, and once. */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back: its link is good no more. */
        delete: operations["delete_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the deployment's checkpoint, and proves that the tenant's trees are part of it. */
        get: operations["read_deployment_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the key that verifies all logs of the deployment, as a C2SP signed-note verifier key. */
        get: operations["read_log_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds what is stored against the log. */
        post: operations["reconcile_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/{tree}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the newest signed checkpoint of a tree (C2SP tlog-checkpoint). */
        get: operations["read_log_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/{tree}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what lies beside up to 256 entries: headers, and sealed bodies. */
        get: operations["list_log_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/{tree}/tile/{*path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a tile of hashes, `<L>/<N>[.p/<W>]`, or a bundle of entries, `entries/<N>[.p/<W>]` (C2SP
         *     tlog-tiles).
         */
        get: operations["read_log_tile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists those who belong to the tenant, newest first. */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows somebody who belongs to the tenant. */
        get: operations["find_member"];
        put?: never;
        post?: never;
        /** Takes a member out of the tenant: all that they have there ends at once. Nobody does this to themselves. */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        /** Changes what a member may do, from their next request on. Nobody changes this of themselves. */
        patch: operations["update_member"];
        trace?: never;
    };
    "/api/members/{user}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists a member's sessions in the tenant. */
        get: operations["list_member_sessions"];
        put?: never;
        post?: never;
        /** Ends all of a member's sessions in the tenant, at once and on every server. */
        delete: operations["end_member_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the persons who object to something. */
        get: operations["list_objections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who has looked at what is known of the caller, or changed it, newest first: for a patient who has signed in. */
        get: operations["list_own_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explains what the rules would say to a holder of roles, and which policies say so. */
        post: operations["explain_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the roles and what each may do. */
        get: operations["list_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows how the deployment keeps what the caller's own tenant has: backups, keys, search indexes, the log, and work that
         *     is left. It says nothing of other tenants and of no place; to change any of it is for operators.
         */
        get: operations["read_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how a person's rights stand. */
        get: operations["find_subject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what is said to be wrong of a person, and what became of it. */
        get: operations["list_corrections"];
        put?: never;
        /**
         * Records that something in a document about a person is said to be wrong. The document stays as it is until
         *     somebody changes it.
         */
        post: operations["request_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/corrections/{correction}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says why it is not changed. The person is given the reason. */
        post: operations["refuse_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/corrections/{correction}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says by which change of the document it was put right. */
        post: operations["resolve_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases a person. With 200 their key is destroyed and the receipt is in the answer; with 202 the person
         *     counts as erased, the key could not be destroyed yet, and the receipt is to be fetched from `Location`.
         */
        post: operations["erase_subject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/erasure-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what erasing a person would take. Nothing is changed. */
        get: operations["read_erasure_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/erasure-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what became of a person's wish to be erased. */
        get: operations["find_erasure_request"];
        put?: never;
        /** Records that a person wants to be erased. Nothing is erased by it: whoever may does so, or refuses it with a reason. */
        post: operations["request_erasure"];
        /** Records that a person wants to stay after all. */
        delete: operations["withdraw_erasure_request"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/erasure-request/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says why a person who wants to be erased is not. The person is given the reason. */
        post: operations["refuse_erasure_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an export of everything about a person: an archive, sealed for the reader that is named. */
        post: operations["export_subject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Places a hold: while there is one, nobody erases the person. */
        post: operations["hold_subject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/holds/{hold}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a hold away. */
        delete: operations["release_subject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records that a person objects to a purpose. What is known to be for research is refused from then on:
         *     analysts are shown nothing about the person. All other purposes are kept and shown.
         */
        post: operations["object_subject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/objections/{objection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Records that a person objects no more. */
        delete: operations["withdraw_objection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subjects/{id}/restriction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Restricts what is done with what is known of a person to keeping it: nobody is shown anything of it, and
         *     nothing is written.
         */
        put: operations["restrict_subject"];
        post?: never;
        /** Lifts the restriction. */
        delete: operations["lift_restriction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the caller's own tenant. */
        get: operations["find_tenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what the caller's own tenant has decided about itself. */
        patch: operations["update_tenant"];
        trace?: never;
    };
    "/api/tenant/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spends a new tenant's one-time credential, presented as the bearer token, on its first
         *     administrator. The token in the answer is shown this once.
         */
        post: operations["claim_tenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenant/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins an export of everything that the caller's own tenant has: an archive, sealed for the reader that is
         *     named.
         */
        post: operations["export_tenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finds documents of a type, newest first or in the order that is asked for. Beside the parameters below,
         *     each index of the type is one, with the prefixes (`ge2026-01-01`) and modifiers (`name:contains`) of FHIR
         *     search; values with commas between them are alternatives.
         */
        get: operations["list_documents"];
        put?: never;
        /** Stores a new document. The body is the document itself, as its type's schema wants it. */
        post: operations["create_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/types/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the newest version of a document. */
        get: operations["find_document"];
        /** Stores a new version of a document, or its first under an id the client chose. */
        put: operations["update_document"];
        post?: never;
        /** Marks a document as deleted. Its history stays; deleting is not erasing. */
        delete: operations["delete_document"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/types/{type}/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the versions of a document, newest first. */
        get: operations["list_document_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload. It goes if nothing is added to it for a day. */
        post: operations["create_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how far an upload is. */
        get: operations["find_upload"];
        /**
         * Goes on with an upload from the byte up to which it is kept. What does not fill a part is kept only if it is the
         *     end: the answer says from where to go on.
         */
        put: operations["append_upload"];
        post?: never;
        /** Gives an upload up, and removes what of it is kept. */
        delete: operations["delete_upload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a `Binary` with the content of an upload that has come to its end. */
        post: operations["complete_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one's own account. */
        get: operations["find_account"];
        put?: never;
        post?: never;
        /**
         * Erases oneself, as a person who signs in: name, address and whatever one signs in with go, out of backups too. One must
         *     have shown who one is a short while ago, and administer no tenant. All sessions end. What one did in a tenant stays in
         *     its log, under an id that nobody knows any more.
         */
        delete: operations["delete_account"];
        options?: never;
        head?: never;
        /** Changes one's own name or language. */
        patch: operations["update_account"];
        trace?: never;
    };
    "/auth/account/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for another address. The one of before is written to first, and once that has confirmed it the new one; nothing
         *     changes before both have. One must have shown who one is a short while ago.
         */
        post: operations["begin_address_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what has happened to one's own account, newest first: sign-ins, those that failed, and whatever changed of how one
         *     signs in. What one does in a tenant is not in it.
         */
        get: operations["list_account_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a passkey that a device has made. All other sessions end. */
        post: operations["create_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/passkeys/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to make a passkey. One must have shown who one is a short while ago. */
        post: operations["begin_passkey_registration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a passkey. All other sessions end. */
        delete: operations["delete_passkey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts another password in the place of one's own. One must have shown who one is a short while ago; all other
         *     sessions end.
         */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draws codes for when other factors are lost. Those before are good no more; all other sessions end. */
        post: operations["create_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draws a secret for codes of the moment. It is a factor once a code was shown that was made with it. */
        post: operations["create_totp"];
        /** Removes the secret, and the recovery codes with it. All other sessions end. */
        delete: operations["delete_totp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/account/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a code that was made with the secret. All other sessions end. */
        post: operations["confirm_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a change of an address by what the link carries that was written to one of them. */
        post: operations["confirm_address_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spends a new tenant's one-time credential, presented as the bearer token, on a person as its first administrator. */
        post: operations["register_administrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/enrolment/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a passkey that a device has made. It is a factor from then on, and has yet to be shown with the ticket. */
        post: operations["finish_passkey_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/enrolment/passkey/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a device what it makes a passkey with, for whoever has such a ticket. */
        post: operations["begin_passkey_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/enrolment/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draws a secret for codes of the moment, for whoever has a ticket that was given with a password: by an invitation, or
         *     by a recovery. Whoever has a second factor has to have shown one with it.
         */
        post: operations["begin_totp_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/enrolment/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a code that was made with the secret. It is a factor from then on, and was shown: the ticket leads in. */
        post: operations["finish_totp_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the erasure of somebody who had an account, with a receipt that speaks as of now. Whoever knows its id may. */
        get: operations["find_account_erasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the invitation whose link carries the bearer token. */
        get: operations["find_own_invitation"];
        put?: never;
        /**
         * Joins the tenant, as somebody who gets a name and a password by it, or with the ticket of a sign-in as somebody who has
         *     them. An account that somebody signs in to already is not got into by an invitation.
         */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to sign in with a passkey. Without a ticket it is the only factor, and the device says who it speaks for. */
        post: operations["begin_passkey_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows that one has a passkey. */
        post: operations["finish_passkey_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to sign in with a password. An address that nobody has gets an answer like any other. */
        post: operations["begin_password_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows that one knows the password. Who does not hears the same as who is not known. */
        post: operations["finish_password_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to make a password known. Anybody may ask; the answer is of use to who is let in for another reason. */
        post: operations["begin_password_registration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes to an address, if somebody signs in with it, a link to another password. The answer is the same if nobody does. */
        post: operations["begin_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/recovery-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a code that was kept for when other factors are lost. Each is good once. */
        post: operations["verify_recovery_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/recovery/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes what the link carries, once. Whoever has a second factor shows it next, as on the way in; the ticket leads to
         *     another password, and to nothing else.
         */
        post: operations["finish_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/recovery/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts another password in the place of the one that was forgotten. All sessions end. The ticket that it gives sets up a
         *     second factor (`/auth/enrolment/…`), if a tenant wants one, and lets nobody in.
         */
        put: operations["reset_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the session that the request comes with, and who one is in it. */
        get: operations["find_session"];
        put?: never;
        post?: never;
        /** Signs out: ends the session that the request comes with, at once and on every server. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows anew who one is, with the ticket of another way in, so that one may do what needs that. The session goes on
         *     under another secret.
         */
        post: operations["step_up_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves the tenant for another one that one belongs to. The session ends, and another one begins. */
        post: operations["switch_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own sessions, in all tenants. */
        get: operations["list_sessions"];
        put?: never;
        /** Begins a session in a tenant. Its secret is in the cookie that comes with the answer. */
        post: operations["create_session"];
        /** Ends all of one's own sessions but the one that asks. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions, at once and on every server. */
        delete: operations["end_own_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the tenants that one belongs to, newest first, for switching between them: each with what it wants to be shown,
         *     which is enough if the session has been shown as much.
         */
        get: operations["list_account_tenants"];
        put?: never;
        /** Lists the tenants that whoever is on the way in belongs to, newest first. */
        post: operations["list_own_tenants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a code of the moment (TOTP, RFC 6238). Each is taken once. */
        post: operations["verify_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a client that signs with a key of its own an access token for five minutes. */
        post: operations["create_access_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The member that somebody became. */
        AcceptedInvitation: {
            /** @description Their id. */
            user: string;
            /** @description The tenant. */
            tenant: string;
            /**
             * @description A ticket for setting up a second factor (`/auth/enrolment/…`), if they did not sign in before; good for ten
             *     minutes. It lets nobody in.
             */
            sign_in?: string | null;
        };
        /** @description An access token (RFC 6749, section 5.1). */
        AccessToken: {
            /** @description The token, for `Authorization: Bearer`. */
            access_token: string;
            /** @description `bearer` */
            token_type: string;
            /**
             * Format: int64
             * @description For how many seconds it is good.
             */
            expires_in: number;
            /** @description How far it reaches, in scopes of SMART App Launch 2. */
            scope: string;
        };
        /** @description Why there is no access token (RFC 6749, section 5.2). */
        AccessTokenError: {
            /**
             * @description `invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type` or
             *     `temporarily_unavailable`.
             */
            error: string;
            /** @description The same in words. */
            error_description: string;
        };
        /** @description The caller's own account. */
        Account: {
            /** @description Who they are. */
            user: components["schemas"]["User"];
            /** @description Whether they sign in with a password. */
            has_password: boolean;
            /** @description Whether codes of the moment are a factor of theirs. */
            has_totp: boolean;
            /** @description How many recovery codes they have left. */
            recovery_codes: number;
            /** @description Their passkeys. */
            passkeys: components["schemas"]["Passkey"][];
        };
        /** @description What is to change about one's own account; what is left out stays. */
        AccountChange: {
            /** @description Another name. */
            name?: string | null;
            /** @description Another language: `en`, `nl` or `pt`. */
            language?: string | null;
        };
        /** @description Something that has happened to one's own account. */
        AccountEvent: {
            /** @description The event's name. */
            id: string;
            /** @description When (RFC 3339). */
            at: string;
            /**
             * @description What was done: the name of an operation. `finish_password_sign_in`, `finish_passkey_sign_in`, `verify_totp` and
             *     `verify_recovery_code` show something, `complete_sign_in` begins a session.
             */
            operation: string;
            /** @description `done`, `refused` or `failed`. */
            outcome: string;
            /** @description The code of why it was not done. */
            problem?: string | null;
            /** @description From which address. */
            address?: string | null;
            /** @description What the device calls itself, where that was kept. */
            device?: string | null;
            /** @description How often, if tries that failed were written down together. */
            count?: number | null;
        };
        /** @description A page of what has happened to one's own account, newest first. It may be short although there are more: follow `next`. */
        AccountEventList: {
            /** @description The events. */
            items: components["schemas"]["AccountEvent"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Who did it. */
        Actor: {
            /** @description `client`, `claimant`, `operator`, `background`. */
            kind: string;
            /** @description The id, if there is one. */
            id?: string | null;
            /** @description The name. */
            name: string;
        };
        /** @description How far a change of an address is. */
        AddressChange: {
            /**
             * @description `waits_for_former`: the address of before has yet to confirm it, and then the new one. `waits_for_new`: the new
             *     one has. `done`: it is the address with which one signs in.
             */
            state: string;
        };
        /** @description Asks for another address. */
        AddressChangeRequest: {
            /** @description The address with which one wants to sign in. */
            email: string;
        };
        /** @description Confirms that an address takes the place of another one. */
        AddressConfirmation: {
            /** @description What the link carries; good for a day. */
            confirmation: string;
        };
        /**
         * @description Claims a new tenant as a person: either with a name, an address and a password, or with the ticket of somebody
         *     who is known already.
         */
        AdministratorRegistration: {
            /** @description The ticket of somebody on the way in. */
            sign_in?: string | null;
            /** @description What they are called. */
            name?: string | null;
            /** @description The address with which they will sign in. */
            email?: string | null;
            /** @description The language they are written to in; `en` if not given. */
            language?: string | null;
            password?: components["schemas"]["NewPassword"] | null;
        };
        /** @description How many documents of a type are about a person. */
        AffectedDocuments: {
            /** @description The type. */
            type: string;
            /**
             * Format: int64
             * @description How many are about nobody else: they would go.
             */
            removed: number;
            /**
             * Format: int64
             * @description How many are about other people too: they would be rewritten without the person.
             */
            rewritten: number;
        };
        /**
         * @description How backups stand, as the server that answers has seen it last: it looks every five minutes, and whenever it has made
         *     one.
         */
        BackupStatus: {
            /** @description When it looked; not there in the first moments after it started. */
            seen_at?: string | null;
            /** @description At how many places there are backups. */
            places: number;
            /** @description How many of them could not be looked at. */
            places_away: number;
            /** @description How many of the others have no backup of the last two intervals. 0 where backups are not made by themselves. */
            places_behind: number;
            /** @description When the newest backup was made, wherever it is. */
            newest_backup_at?: string | null;
            /** @description Whether backups are made by themselves. */
            is_scheduled: boolean;
            /** @description Whether one that was due is not made, since that failed. */
            has_failed: boolean;
            /** @description When the last drill began that went well: a backup was restored, and all of it opened. */
            drill_at?: string | null;
            /** @description When the last drill began that failed, if none went well at that place since. */
            drill_failed_at?: string | null;
        };
        /** @description A row that was changed. */
        ChangedRow: {
            /** @description The store it is in. */
            store: string;
            /** @description Its type. */
            type: string;
            /** @description Its row key: 32 hexadecimal digits. */
            row: string;
            /**
             * Format: int64
             * @description The version.
             */
            version: number;
            /** @description SHA-256 of what was stored: 64 hexadecimal digits. */
            sha256: string;
        };
        /** @description Claims a new tenant with its one-time credential. */
        ClaimRequest: {
            /** @description The name of the client that becomes the first administrator. */
            name: string;
        };
        /** @description A machine that may sign in. */
        Client: {
            /** @description 32 hexadecimal digits. */
            id: string;
            /** @description The name people know it by. */
            name: string;
            /** @description What it may do: names of roles. */
            roles: string[];
            /** @description Its name towards the authorization server (`client_id` of OAuth 2.0). */
            client_id: string;
            /** @description The names of the keys that it signs with, if it does. */
            key_ids?: string[];
            /** @description When it was made (RFC 3339). */
            created_at: string;
            /** @description The id of the member who has made it; none, if a machine has. */
            created_by?: string | null;
            /** @description From when on its token is refused (RFC 3339); never, if it is not there. */
            expires_at?: string | null;
            /**
             * Format: int64
             * @description The version of this state, for `If-Match`.
             */
            version: number;
        };
        /** @description What is to change about a client; what is left out stays. */
        ClientChange: {
            /** @description Another name. */
            name?: string | null;
            /** @description Other roles. */
            roles?: string[] | null;
            /** @description Another expiry (RFC 3339). */
            expires_at?: string | null;
            /** @description Other public keys, as a JWK Set, in the place of all before. */
            jwks?: Record<string, never> | null;
        };
        /** @description A page of clients, newest first. */
        ClientList: {
            /** @description The clients. */
            items: components["schemas"]["Client"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description A client, with the token that is shown this once. */
        ClientWithToken: {
            /** @description The client. */
            client: components["schemas"]["Client"];
            /**
             * @description The bearer token. It is kept nowhere: who loses it makes another client. A client with keys of its
             *     own has none, and gets access tokens at `/oauth/token`.
             */
            token?: string | null;
        };
        /** @description Shows a code. */
        CodeProof: {
            /** @description The ticket of the step before. */
            sign_in: string;
            /** @description The code, as it is read or typed. */
            code: string;
        };
        /** @description The document that an upload has become. */
        CompletedUpload: {
            /** @description The id of the `Binary`. */
            id: string;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
            /** @description Where it is. */
            url: string;
        };
        /** @description What is said to be wrong in a document about a person, and what became of it. */
        Correction: {
            /** @description Its id. */
            id: string;
            /** @description The document. */
            document: string;
            /** @description What is wrong in it, and what would be right. */
            wrong: string;
            /** @description Who says so. */
            by: string;
            /** @description Since when (RFC 3339). */
            requested_at: string;
            /** @description `open`, `resolved` or `refused`. */
            state: string;
            /** @description The event of the change that resolved it. */
            event?: string | null;
            /** @description Why it was refused. */
            reason?: string | null;
            /** @description When it was resolved or refused (RFC 3339). */
            decided_at?: string | null;
        };
        /** @description All that is said to be wrong of a person, newest first. */
        CorrectionList: {
            /** @description The corrections. */
            items: components["schemas"]["Correction"][];
        };
        /** @description What is said to be wrong in a document about a person. */
        CorrectionRequest: {
            /** @description The document, as `Observation/123`, or the name of a type of the tenant's own and an id. */
            document: string;
            /** @description What is wrong in it, and what would be right, in 1 to 4,000 characters. */
            wrong: string;
            /** @description Who says so: the person, or somebody for them. */
            by?: string | null;
        };
        /** @description By which change a document was put right. */
        CorrectionResolution: {
            /** @description The event of the change, as `Ribcage-Event` of its answer named it. */
            event: string;
        };
        /** @description An invitation that was just made. */
        CreatedInvitation: components["schemas"]["Invitation"] & {
            /**
             * @description Where it is accepted, if no mail is sent: hand it to who is invited. Shown once. Whoever has it and comes first
             *     is taken for them.
             */
            link?: string | null;
        };
        /** @description A session that has begun. What it is known by is in the cookie that comes with this answer. */
        CreatedSession: {
            /** @description 32 hexadecimal digits. */
            id: string;
            /** @description The tenant it is good in. */
            tenant: string;
            /** @description When it ends in any case (RFC 3339). */
            ends_at: string;
        };
        /** @description Proof that a tenant's trees are part of the deployment's tree. */
        DeploymentProof: {
            /** @description The signed checkpoint of the deployment's tree. */
            checkpoint: string;
            /** @description Its newest leaf, which is its last, base64. */
            leaf: string;
            /** @description The hashes from that leaf to the root, 64 hexadecimal digits each. */
            inclusion: string[];
            /** @description The tenant's trees in the map that the leaf commits to. */
            trees: components["schemas"]["TreeProof"][];
            /**
             * @description The hashes that prove that the tree begins with the one of the size that was asked for
             *     (RFC 6962, section 2.1.2), 64 hexadecimal digits each. Not there if no size was asked for,
             *     or the tree was never as large.
             */
            consistency?: string[] | null;
        };
        /** @description One element that differs. To who may not read the document the values are not shown. */
        Difference: {
            /** @description The element. */
            path: string;
            /** @description Its value before, as JSON text. */
            before?: string | null;
            /** @description Its value after, as JSON text. */
            after?: string | null;
        };
        /** @description A version of a document. */
        Document: {
            /** @description Its id within its type. */
            id: string;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
            /** @description When the version was made (RFC 3339). */
            updated_at: string;
            /**
             * @description What was sent, or what of it the caller may see. Not there in a version that says that the document
             *     was deleted.
             */
            content?: Record<string, never> | null;
        };
        /** @description By what documents are found. */
        DocumentIndex: {
            /** @description The name of the parameter: small letters, digits and hyphens, a letter first. */
            name: string;
            /** @description `date`, `number`, `string` (found by its beginning), `token` (found as a whole) or `uri`. */
            type: string;
            /** @description Where the values stand. */
            path: string;
        };
        /** @description A page of documents. */
        DocumentList: {
            /** @description The documents, or versions of one. */
            items: components["schemas"]["Document"][];
            /**
             * Format: int64
             * @description How many there are in all, if that is known or was asked for.
             */
            total?: number | null;
            /** @description How many of this page could not be shown, since what is stored of them fails its integrity check. */
            damaged?: number | null;
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Whom a document is about. */
        DocumentSubject: {
            /** @description Where the id stands; several ids, if the path leads through an array. */
            path: string;
            /**
             * @description `Patient`: the id of a patient who is stored here. `Subject`: an id of the platform's own for a
             *     natural person, who becomes known by the first document about them.
             */
            type: string;
        };
        /** @description A type of documents of the tenant's own. */
        DocumentType: {
            /** @description Its name, which stands in the addresses of its documents. */
            name: string;
            /** @description What it says of them. */
            definition: components["schemas"]["DocumentTypeDefinition"];
            /** @description Whether there are documents of it, or were. Then `subject` and `indexes` stay as they are. */
            is_used: boolean;
            /**
             * Format: int64
             * @description The version of this state, for `If-Match`.
             */
            version: number;
            /** @description When this state was made (RFC 3339). */
            updated_at: string;
        };
        /**
         * @description What a type says of its documents. A path is names of members with full stops between them, through all
         *     elements of the arrays on the way: `lines.price`.
         */
        DocumentTypeDefinition: {
            /**
             * @description What a document must be like: a JSON Schema of draft 2020-12, of an object, in at most 64 KiB. `$ref`
             *     leads to `#/$defs/…`, and not round in a circle.
             */
            schema: Record<string, never>;
            subject?: components["schemas"]["DocumentSubject"] | null;
            /**
             * @description The paths of what says nothing about anybody, such as a number of points. What is not named here is
             *     personal: it is hidden from analysts.
             */
            open?: string[];
            /** @description By what documents are found and sorted; at most 32. */
            indexes?: components["schemas"]["DocumentIndex"][];
        };
        /** @description The tenant's own types, the oldest first. */
        DocumentTypeList: {
            /** @description The types. */
            items: components["schemas"]["DocumentType"][];
        };
        /** @description A person who was erased. */
        Erasure: {
            /** @description Its id. */
            id: string;
            /** @description The type of the person's own document: `Patient`. */
            type: string;
            /** @description Why. */
            reason: string;
            /** @description Since when nothing of the person is shown (RFC 3339). */
            erased_at: string;
            /**
             * @description `decided`: the key is to be destroyed. `erased`: it is, and what it opened is being removed.
             *     `removed`: nothing is left but what copies of before have. `closed`: those cannot be opened either.
             */
            state: string;
            /**
             * Format: int64
             * @description How many documents were removed, once they were.
             */
            documents_removed?: number | null;
            /**
             * Format: int64
             * @description How many documents about other people too were rewritten, once they were.
             */
            documents_rewritten?: number | null;
            /** @description By when copies of before cannot be opened any more; once it is closed, since when (RFC 3339). */
            copies_until: string;
            /**
             * @description The receipt: a signed note that `ribcage receipt verify` checks. Not in lists, and not before the key
             *     is destroyed.
             */
            receipt?: string | null;
            /** @description Why there is no receipt and will be none: it was erased again after a restore. */
            no_receipt?: string | null;
        };
        /** @description A page of erasures, newest first. */
        ErasureList: {
            /** @description The erasures. */
            items: components["schemas"]["Erasure"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description What erasing a person would take. */
        ErasurePlan: {
            /** @description The type of the person's own document: `Patient`. */
            type: string;
            /** @description Its id. */
            id: string;
            /** @description What would go and what would be rewritten, type by type. */
            documents: components["schemas"]["AffectedDocuments"][];
            /** @description Whether those are all; a person may have more documents than are counted for a plan. */
            whole: boolean;
            /** @description What would be left of the person after it, and why. */
            kept?: components["schemas"]["KeptAfterErasure"][];
            /** @description What keeps the person from being erased: each has to be taken away first. */
            holds: components["schemas"]["Hold"][];
            /** @description By when no copy of before could be opened any more, if the person were erased now (RFC 3339). */
            copies_until: string;
        };
        /** @description That a person is to be erased. */
        ErasureRequest: {
            /** @description Why, in 1 to 500 characters on one line. It is kept, so it must not say who it is. */
            reason: string;
        };
        /** @description A page of persons who want to be erased. */
        ErasureRequestList: {
            /** @description Those of this page; there may be none, and others on the next. */
            items: components["schemas"]["PersonErasureRequest"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description One event. */
        Event: {
            /** @description Its name, as in `Ribcage-Event`. */
            id: string;
            /** @description Its hash, as in `Ribcage-Event`: 64 hexadecimal digits. */
            hash: string;
            /**
             * Format: int64
             * @description Its index in its tree, once it has one.
             */
            index?: number | null;
            /** @description When (RFC 3339). */
            at: string;
            /** @description What was done: the name of an operation. */
            operation: string;
            /** @description `done`, `refused` or `failed`. */
            outcome: string;
            /** @description The code of the problem, if it was not done. */
            problem?: string | null;
            /** @description Who did it. */
            actor: components["schemas"]["Actor"];
            /** @description Through which door: `fhir`, `api`, `cli`, `worker`. */
            interface: string;
            /** @description From which address. */
            address?: string | null;
            /** @description In which request. */
            request: string;
            /** @description The names of the request's parameters; never their values. */
            parameters?: string[];
            /** @description How many things a list showed. */
            returned?: number | null;
            /** @description The policies that decided. */
            policies?: string[];
            /** @description The documents that were read or changed. */
            resources?: components["schemas"]["Resource"][];
            /** @description The rows that were changed, by row key, with what was stored. */
            rows?: components["schemas"]["ChangedRow"][];
            /** @description What a change made different. Only on a single event. */
            changes?: components["schemas"]["ResourceChange"][];
        };
        /** @description A page of events, newest first. It may be short although there are more: follow `next`. */
        EventList: {
            /** @description The events. */
            items: components["schemas"]["Event"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Proof that an event stands in its tree. */
        EventProof: {
            /** @description The event. */
            event: string;
            /**
             * Format: int64
             * @description Its index in the tree.
             */
            index: number;
            /** @description The leaf, base64. */
            entry: string;
            /** @description The hash of the leaf: 64 hexadecimal digits. */
            hash: string;
            /** @description The signed checkpoint that the proof leads to. */
            checkpoint: string;
            /** @description The hashes from the leaf to the root (RFC 6962, section 2.1.1), 64 hexadecimal digits each. */
            inclusion: string[];
        };
        /** @description What the rules say, and why. */
        Explanation: {
            /** @description Whether it is allowed. */
            allowed: boolean;
            /** @description The policies that decide; none when simply no policy allows it. */
            policies: components["schemas"]["Policy"][];
            /**
             * @description What is hidden from the answer: `name` at the top of a resource, `*.name` anywhere in it, and
             *     `:Type` whatever is of this type of R4.
             */
            hidden?: string[];
        };
        /** @description A question to the rules. */
        ExplanationRequest: {
            /** @description The roles of whoever asks. */
            roles: string[];
            /** @description The operation. */
            operation: string;
            /** @description The type it acts on: `Observation`, `Client`. */
            type: string;
            /**
             * @description The security labels of the document, `system|code`; left out, the question is about the
             *     type as a whole.
             */
            labels?: string[] | null;
        };
        /** @description An export. */
        Export: {
            /** @description Its id. */
            id: string;
            /** @description The type of the own document of the person whose it is; not there if it is the whole tenant's. */
            type?: string | null;
            /** @description Its id. */
            subject?: string | null;
            /** @description Who asked for it. */
            by: string;
            /** @description When (RFC 3339). */
            requested_at: string;
            /** @description Until when it can be fetched. */
            expires_at: string;
            /** @description `making`, `ready` or `gone`. */
            state: string;
            /**
             * Format: int64
             * @description How many bytes it has, once it is ready.
             */
            bytes?: number | null;
        };
        /** @description A page of exports, newest first. */
        ExportList: {
            /** @description The exports. */
            items: components["schemas"]["Export"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Who is to open an export: one of the two. */
        ExportRequest: {
            /** @description A recipient of age: `age1…`. */
            recipient?: string | null;
            /** @description A passphrase of at least twelve characters. It is forgotten when the export is made. */
            passphrase?: string | null;
        };
        /** @description Something that does not hold. */
        Finding: {
            /**
             * @description `log_cut_off`, `log_changed`, `checkpoint_lost`, `row_missing`, `row_changed`, `key_missing` or
             *     `key_changed`.
             */
            kind: string;
            /** @description Where, in words. */
            what: string;
        };
        /** @description A reason not to erase somebody for now. */
        Hold: {
            /** @description Its id. */
            id: string;
            /** @description Why. */
            reason: string;
            /** @description Since when (RFC 3339). */
            placed_at: string;
        };
        /** @description Somebody who was invited and has not joined yet. */
        Invitation: {
            /** @description Who: 32 hexadecimal digits, the same as when they have joined. */
            user: string;
            /** @description Where they were written to; not there if they were erased, or have another address by now. */
            email?: string | null;
            /** @description What they may do once they have joined: names of roles. */
            roles: string[];
            /** @description When they were invited (RFC 3339). */
            invited_at: string;
            /** @description Until when the link is good (RFC 3339). */
            expires_at: string;
            /** @description Whether that is over. */
            expired: boolean;
        };
        /** @description Accepts an invitation: either with a name and a password, or with the ticket of a sign-in. */
        InvitationAcceptance: {
            /** @description The ticket of somebody on the way in. */
            sign_in?: string | null;
            /** @description What they are called. */
            name?: string | null;
            /** @description The language they are written to in; the one of the invitation if not given. */
            language?: string | null;
            password?: components["schemas"]["NewPassword"] | null;
        };
        /** @description A page of invitations, newest first. */
        InvitationList: {
            /** @description The invitations. */
            items: components["schemas"]["Invitation"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Something that is left of a person who was erased. */
        KeptAfterErasure: {
            /** @description What is left: `hashes of sealed events in the log, from which nothing can be read`. */
            what: string;
            /** @description Why, and by which law if one says so: `GDPR, Article 17(3)(b)`. */
            why: string;
        };
        /** @description How keys turn over, as the server that answers has seen it last: it looks every half minute. */
        KeyRotation: {
            /** @description When it looked. */
            seen_at: string;
            /**
             * Format: int64
             * @description The number of the newest root epoch, under which every key comes.
             */
            epoch: number;
            /** @description When that was begun; not there if the key service does not know. */
            begun_at?: string | null;
            /** @description Whether keys are being brought under it. */
            is_rotating: boolean;
            /** @description When the next is begun by itself; not there if none is. */
            due_at?: string | null;
            /** @description How many places may have backups of keys of an epoch that has ended. */
            places_behind: number;
        };
        /** @description What holding the store against the log came to. */
        LastReconciliation: {
            /** @description When it ended. */
            at: string;
            /**
             * Format: int64
             * @description How many entries of the log were looked at.
             */
            entries: number;
            /**
             * Format: int64
             * @description How many stored versions were looked at.
             */
            rows: number;
            /** @description How many things do not hold. */
            findings_count: number;
            /** @description The first 20 of them. */
            findings: components["schemas"]["Finding"][];
        };
        /** @description What lies beside an entry of the log. */
        LogRecord: {
            /**
             * Format: int64
             * @description Its index in the tree.
             */
            index: number;
            /** @description The event's name. */
            event: string;
            /** @description `nonce ‖ header`, base64; not there if it is gone. */
            header?: string | null;
            /** @description The slots with the sealed bodies, base64. */
            bodies: string;
        };
        /** @description Up to 256 records, from an index on. */
        LogRecords: {
            /** @description The records, in the order of the tree. */
            items: components["schemas"]["LogRecord"][];
        };
        /** @description How the log stands. */
        LogStatus: {
            /** @description How far the newest checkpoint of each tree goes. */
            trees: components["schemas"]["LogTree"][];
            /** @description Who else signs the checkpoints. There is nobody yet. */
            witnesses: string[];
            reconciliation?: components["schemas"]["LastReconciliation"] | null;
        };
        /** @description How far the newest checkpoint of a tree goes. */
        LogTree: {
            /** @description `changes` or `access`. */
            tree: string;
            /**
             * Format: int64
             * @description How many events it covers.
             */
            size: number;
            /** @description When the last of them happened. A checkpoint is signed within a second of what it covers. */
            newest_event_at?: string | null;
        };
        /** @description Somebody who belongs to the tenant. */
        Member: {
            /** @description Who: 32 hexadecimal digits. */
            user: string;
            /** @description What they are called; not there if they were erased. */
            name?: string | null;
            /** @description Where they are written to; not there if they were erased. */
            email?: string | null;
            /** @description What they may do: names of roles. */
            roles: string[];
            /** @description Whether they may do anything. */
            active: boolean;
            /** @description Since when they belong to the tenant (RFC 3339). */
            joined_at: string;
            /**
             * Format: int64
             * @description The version of this state, for `If-Match`.
             */
            version: number;
        };
        /** @description What is to change about a member; what is left out stays. */
        MemberChange: {
            /** @description Other roles. */
            roles?: string[] | null;
            /** @description Whether they may do anything. Who may not has no session any more. */
            active?: boolean | null;
        };
        /** @description A page of members, newest first. */
        MemberList: {
            /** @description The members. */
            items: components["schemas"]["Member"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description A machine to be let in. */
        NewClient: {
            /** @description A name that no other client of the tenant has. */
            name: string;
            /** @description At least one role. */
            roles: string[];
            /** @description From when on the token is to be refused (RFC 3339). */
            expires_at?: string | null;
            /**
             * @description The public keys that it signs with, as a JWK Set (RFC 7517): RSA for RS384, or EC on P-384 for ES384,
             *     each with a `kid`.
             */
            jwks?: Record<string, never> | null;
        };
        /** @description A type to be registered. */
        NewDocumentType: {
            /** @description 1 to 64 small letters, digits and hyphens, a letter first. It never changes. */
            name: string;
            /** @description What it says of its documents. */
            definition: components["schemas"]["DocumentTypeDefinition"];
        };
        /** @description Records that a person wants to be erased (GDPR, Article 17). */
        NewErasureRequest: {
            /** @description Why, in 1 to 500 characters on one line. Nobody has to say. */
            reason?: string | null;
            /** @description Who asks; `the person` if not given. */
            by?: string | null;
        };
        /** @description Invites somebody to the tenant. */
        NewInvitation: {
            /** @description Where they are written to, and the name with which they will sign in. */
            email: string;
            /** @description What they may do once they have joined: names of roles. */
            roles: string[];
            /**
             * @description The id of the Patient that they are: then `roles` is `["patient"]`, and they see their own record and who looked at
             *     it, and nothing else.
             */
            patient?: string | null;
            /** @description The language they are written to in: `en` (if not given), `nl` or `pt`. Whoever is known has chosen one. */
            language?: string | null;
        };
        /** @description A passkey that a device has made. */
        NewPasskey: {
            /** @description The ticket of its beginning. */
            registration: string;
            /** @description What its holder calls it. */
            name: string;
            /** @description What `toJSON()` of the credential gives. */
            answer: Record<string, never>;
        };
        /** @description A password that was chosen. */
        NewPassword: {
            /** @description The ticket of its beginning. */
            registration: string;
            /** @description The client's record (`RegistrationRecord`). */
            registration_record: string;
        };
        /** @description Begins a session. */
        NewSession: {
            /** @description The ticket of the step before. It is used up. */
            sign_in: string;
            /** @description The tenant to come into. */
            tenant: string;
        };
        /** @description A secret that codes of the moment are made with (RFC 6238). Shown this once. */
        NewTotp: {
            /** @description The secret, for typing (base32). */
            secret: string;
            /** @description The same as an address that devices read (`otpauth:`). */
            uri: string;
        };
        /** @description What is going to be sent. */
        NewUpload: {
            /** @description Its media type. */
            content_type: string;
            /**
             * Format: int64
             * @description How many bytes it has.
             */
            bytes: number;
            /** @description What it belongs to, as a reference: whoever may see that may see it. */
            security_context?: string | null;
        };
        /** @description That a person objects to a purpose. */
        Objection: {
            /** @description Its id. */
            id: string;
            /** @description To what. */
            purpose: string;
            /** @description Why. */
            reason: string;
            /** @description Who has objected. */
            by: string;
            /** @description Since when (RFC 3339). */
            since: string;
            /** @description Who has recorded it. */
            recorded_by: string;
            /** @description Whether this server can tell what is for the purpose, and refuses that. If not, people have to heed it. */
            enforced: boolean;
        };
        /** @description A page of persons who object to something. */
        ObjectionList: {
            /** @description Those of this page; there may be none, and others on the next. */
            items: components["schemas"]["PersonObjections"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description That a person objects to a purpose. */
        ObjectionRequest: {
            /** @description To what: `research`, `direct_marketing`, `profiling`, `legitimate_interests` or `public_interest`. */
            purpose: string;
            /** @description Why, in 1 to 500 characters on one line. */
            reason: string;
            /** @description Who objects: the person, or somebody for them. */
            by?: string | null;
            /** @description When it was raised (RFC 3339); now, if it is left out. It is heeded from now on. */
            since?: string | null;
        };
        /** @description Erasures that are not at their end. */
        OpenErasures: {
            /** @description Of how many people something is still being removed. None of it is shown or opens any more. */
            removing: number;
            /** @description How many wait for the day from which no old copy opens any more. */
            closing: number;
        };
        /** @description That somebody has looked at what is known of the caller, or changed it. */
        OwnAccess: {
            /** @description When (RFC 3339). */
            at: string;
            /** @description What was done: the name of an operation. */
            operation: string;
            /** @description `done`, `refused` or `failed`. */
            outcome: string;
            /** @description `client`, `user`, `operator`, … */
            actor_kind: string;
            /** @description The id of who did it, if they have one: two may have one name. */
            actor_id?: string | null;
            /** @description The name of who did it; empty if they were erased. */
            actor_name: string;
            /** @description Through which door: `console`, `fhir`, `api`, … */
            interface: string;
        };
        /** @description A page of accesses, newest first. It may be short although there are more: follow `next`. */
        OwnAccessList: {
            /** @description The accesses. */
            items: components["schemas"]["OwnAccess"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description An invitation as who is invited sees it. */
        OwnInvitation: {
            /** @description To which tenant. */
            tenant: string;
            /** @description Its name. */
            tenant_name: string;
            /** @description Where they were written to. */
            email: string;
            /** @description What they may do once they have joined: names of roles. */
            roles: string[];
            /** @description Until when it is good (RFC 3339). */
            expires_at: string;
            /**
             * @description Whether they sign in already: then they accept it with the ticket of a sign-in, and else with a name and a
             *     password.
             */
            known: boolean;
            /** @description What they will have to show when they sign in: `one_factor`, `two_factors` or `phishing_resistant`. */
            required: string;
        };
        /** @description The caller's own session, and who they are in it. */
        OwnSession: {
            /** @description The session. */
            session: components["schemas"]["Session"];
            /** @description Who they are. */
            user: components["schemas"]["User"];
            /** @description The name of the tenant. */
            tenant_name: string;
            /** @description What they may do there: names of roles. */
            roles: string[];
            /**
             * Format: int32
             * @description After how many minutes of doing nothing it ends.
             */
            idle_minutes: number;
        };
        /** @description A tenant that one belongs to. */
        OwnTenant: {
            /** @description 16 hexadecimal digits. */
            id: string;
            /** @description The name of the organisation. */
            name: string;
            /** @description What it wants to be shown: `one_factor`, `two_factors` or `phishing_resistant`. */
            required: string;
        };
        /** @description A page of the tenants that one belongs to, newest first. */
        OwnTenantList: {
            /** @description The tenants. */
            items: components["schemas"]["OwnTenant"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Asks for the tenants of whoever has a ticket. */
        OwnTenantsRequest: {
            /** @description The ticket of the step before. */
            sign_in: string;
            /** @description Entries a page, 1 to 500; 50 if not given. */
            count?: number | null;
            /** @description `next` of the page before. */
            cursor?: string | null;
        };
        /** @description Work of one kind that is tried no more. */
        ParkedJobs: {
            /** @description What it is: `send_mail`, `make_export`, `finish_erasure` or another. */
            kind: string;
            /** @description How many there are. */
            count: number;
            /** @description Since when the first of them is tried no more. */
            since_at: string;
            /** @description The code of what went wrong with the last of them. */
            problem?: string | null;
        };
        /** @description A passkey. */
        Passkey: {
            /** @description Its id (base64url). */
            id: string;
            /** @description What its holder calls it. */
            name: string;
            /** @description When it was made (RFC 3339). */
            created_at: string;
            /** @description Whether it lets nobody in any more, since there seem to be two of it: remove it, and make a new one. */
            copied: boolean;
        };
        /** @description What a device signs. */
        PasskeyChallenge: {
            /** @description The ticket that comes back with the answer; good for ten minutes. */
            challenge: string;
            /** @description For `PublicKeyCredential.parseRequestOptionsFromJSON` (`WebAuthn` 3). */
            options: Record<string, never>;
        };
        /** @description A passkey that a device has made. */
        PasskeyEnrolment: {
            /** @description The ticket of the step before. */
            sign_in: string;
            /** @description The ticket of its beginning. */
            registration: string;
            /** @description What its holder calls it. */
            name: string;
            /** @description What `toJSON()` of the credential gives. */
            answer: Record<string, never>;
        };
        /** @description Shows that one has a passkey. */
        PasskeyProof: {
            /** @description The ticket of the step before. */
            challenge: string;
            /** @description What `toJSON()` of the credential gives. */
            answer: Record<string, never>;
        };
        /** @description What a device makes a passkey with. */
        PasskeyRegistration: {
            /** @description The ticket that comes back with the answer; good for ten minutes. */
            registration: string;
            /** @description For `PublicKeyCredential.parseCreationOptionsFromJSON` (`WebAuthn` 3). */
            options: Record<string, never>;
        };
        /** @description Begins to sign in with a passkey. */
        PasskeySignInRequest: {
            /** @description The ticket of the step before, if the passkey is a second factor. */
            sign_in?: string | null;
        };
        /** @description What the client shows its password with. An address that nobody has gets the like of it. */
        PasswordChallenge: {
            /** @description The ticket for the next step; good for ten minutes. */
            sign_in: string;
            /** @description The server's message (`KE2`). */
            login_response: string;
        };
        /** @description Shows that one knows the password. */
        PasswordProof: {
            /** @description The ticket of the step before. */
            sign_in: string;
            /** @description The client's last message (`KE3`, `finishLoginRequest` of the package). */
            login_finish: string;
        };
        /** @description What the client makes its record with. */
        PasswordRegistration: {
            /** @description The ticket that comes back with the record; good for ten minutes. */
            registration: string;
            /** @description The server's message (`RegistrationResponse`). */
            registration_response: string;
        };
        /** @description Begins to make a password known. */
        PasswordRegistrationRequest: {
            /** @description The client's first message (`RegistrationRequest`). */
            registration_request: string;
        };
        /** @description Another password for whoever has forgotten theirs. */
        PasswordReset: {
            /** @description The ticket of the step before. */
            sign_in: string;
            /** @description The ticket with which the password was registered. */
            registration: string;
            /** @description The client's message (`RegistrationRecord`), base64url without padding. */
            registration_record: string;
        };
        /** @description Begins to sign in with a password. */
        PasswordSignInRequest: {
            /** @description The address. */
            email: string;
            /** @description The client's first message (`KE1`, `startLoginRequest` of the package). */
            login_request: string;
        };
        /** @description What somebody says is wrong. */
        PersonCorrection: {
            /** @description The type of the person's own document. */
            type: string;
            /** @description Its id. */
            id: string;
            /** @description What they say. */
            correction: components["schemas"]["Correction"];
        };
        /** @description A page of what persons say is wrong. */
        PersonCorrectionList: {
            /** @description Those of this page; there may be none, and others on the next. */
            items: components["schemas"]["PersonCorrection"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Somebody who wants to be erased. */
        PersonErasureRequest: {
            /** @description The type of the person's own document. */
            type: string;
            /** @description Its id. */
            id: string;
            /** @description What they have asked for. */
            request: components["schemas"]["RequestedErasure"];
        };
        /** @description What one person objects to. */
        PersonObjections: {
            /** @description The type of the person's own document, if it is known. */
            type?: string | null;
            /** @description Its id. */
            id?: string | null;
            /** @description To what. */
            objections: components["schemas"]["Objection"][];
        };
        /** @description A policy. */
        Policy: {
            /** @description Its id. */
            id: string;
            /** @description Its text, in Cedar. */
            text: string;
        };
        /** @description What went wrong, where, and what to do. */
        Problem: {
            /** @description `urn:ribcage:problem:` and the code. */
            type: string;
            /** @description The stable code. */
            code: string;
            /** @description The code in words. */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What to do about it. */
            detail: string;
            /** @description Places in the request that are wrong. */
            errors?: components["schemas"]["ProblemError"][];
        };
        /** @description One place in the request that is wrong. */
        ProblemError: {
            /** @description Where. */
            path: string;
            /** @description What. */
            message: string;
        };
        /** @description Why something is done. */
        ReasonRequest: {
            /** @description In 1 to 500 characters on one line. */
            reason: string;
        };
        /** @description What holding the store against the log came to. */
        Reconciliation: {
            /**
             * Format: int64
             * @description How many entries of the log were looked at.
             */
            entries: number;
            /**
             * Format: int64
             * @description How many stored versions were looked at.
             */
            rows: number;
            /** @description What does not hold; nothing, if all is well. */
            findings: components["schemas"]["Finding"][];
        };
        /** @description Codes for when other factors are lost, each good once. Shown this once. */
        RecoveryCodes: {
            /** @description The codes. */
            codes: string[];
        };
        /** @description Shows that one has got what was written. */
        RecoveryProof: {
            /** @description What the link carries; good once, and for an hour. */
            recovery: string;
        };
        /** @description Asks to be written to by whoever has forgotten the password. */
        RecoveryRequest: {
            /** @description The address with which they sign in. */
            email: string;
        };
        /** @description The administrator that somebody became. */
        RegisteredAdministrator: {
            /** @description Their id. */
            user: string;
            /** @description The tenant. */
            tenant: string;
        };
        /** @description That a person wants to be erased, and what became of it. */
        RequestedErasure: {
            /** @description Why, if it was said. */
            reason?: string | null;
            /** @description Who asks. */
            by: string;
            /** @description Since when (RFC 3339). */
            requested_at: string;
            /** @description `open` or `refused`. Whoever is erased is not there any more. */
            state: string;
            /** @description Why it is refused, in words for the person. */
            refusal?: string | null;
            /** @description Since when it is (RFC 3339). */
            decided_at?: string | null;
        };
        /** @description A document in an event. */
        Resource: {
            /** @description Its type. */
            type: string;
            /** @description Its id. */
            id: string;
            /**
             * Format: int64
             * @description The version that was read or written.
             */
            version: number;
        };
        /** @description What a change made different in one document. */
        ResourceChange: {
            /** @description The document. */
            resource: components["schemas"]["Resource"];
            /** @description The elements that differ. */
            differences: components["schemas"]["Difference"][];
        };
        /** @description That what is known of a person may only be kept (GDPR, Article 18). */
        Restriction: {
            /** @description Why. */
            reason: string;
            /** @description Since when (RFC 3339). */
            since: string;
        };
        /** @description A role. */
        Role: {
            /** @description Its name. */
            name: string;
            /** @description The operations it may do. */
            operations: string[];
        };
        /** @description All roles. */
        RoleList: {
            /** @description The roles. */
            items: components["schemas"]["Role"][];
        };
        /** @description How a search index stands. */
        SearchIndex: {
            /** @description `identity` or `records`: the store that it follows. */
            store: string;
            /** @description Whether there is one. A tenant with little has none: all of it is looked through. */
            is_there: boolean;
            /** @description How many changes it does not have yet, counted up to 200. Searches find those without it. */
            behind: number;
        };
        /** @description A session. */
        Session: {
            /** @description 32 hexadecimal digits. */
            id: string;
            /** @description The tenant it is good in. */
            tenant: string;
            /** @description Whose it is. */
            user: string;
            /** @description What the device calls itself. */
            device: string;
            /** @description From where it began. */
            address?: string | null;
            /** @description What was shown: `password`, `totp`, `recovery_code`, `passkey`, `security_key`. */
            factors: string[];
            /** @description When it began (RFC 3339). */
            began_at: string;
            /** @description When it was used last, to the minute (RFC 3339). */
            used_at: string;
            /** @description When it ends in any case (RFC 3339). */
            ends_at: string;
        };
        /** @description A page of sessions. */
        SessionList: {
            /** @description The sessions. */
            items: components["schemas"]["Session"][];
            /** @description The cursor of the next page, if there is one. */
            next?: string | null;
        };
        /** @description Leaves a tenant for another one. */
        SessionSwitch: {
            /** @description The tenant to come into. */
            tenant: string;
        };
        /** @description What is to change of what a tenant wants of those who sign in; what is left out stays. */
        SignInChange: {
            /** @description What everybody has to show: `one_factor`, `two_factors` or `phishing_resistant`. */
            required?: string | null;
            /** @description What those with a role have to show, if that is more, by the name of the role: these in the place of all before. */
            roles?: {
                [key: string]: string;
            } | null;
            /**
             * Format: int32
             * @description After how many minutes of doing nothing a session ends; 1 to 1,440.
             */
            idle_minutes?: number | null;
            /**
             * Format: int32
             * @description After how many hours it ends in any case; 1 to 720.
             */
            session_hours?: number | null;
        };
        /** @description How far somebody has come on the way in. */
        SignInProgress: {
            /** @description The ticket for the next step. */
            sign_in: string;
            /** @description What was shown: `password`, `totp`, `recovery_code`, `passkey`, `security_key`. */
            factors: string[];
            /** @description What else can be shown. */
            second_factors: string[];
        };
        /** @description What a tenant wants of those who sign in. */
        SignInRules: {
            /** @description What everybody has to show: `one_factor`, `two_factors` or `phishing_resistant`. */
            required: string;
            /** @description What those with a role have to show, if that is more, by the name of the role. */
            roles?: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description After how many minutes of doing nothing a session ends; 1 to 1,440.
             */
            idle_minutes: number;
            /**
             * Format: int32
             * @description After how many hours it ends in any case; 1 to 720.
             */
            session_hours: number;
        };
        /** @description How the deployment keeps what the caller's tenant has. Instants are RFC 3339. */
        Status: {
            /** @description How backups stand. */
            backups: components["schemas"]["BackupStatus"];
            /** @description How keys turn over. */
            keys: components["schemas"]["KeyRotation"];
            /** @description The search indexes, one a store. */
            indexes: components["schemas"]["SearchIndex"][];
            /** @description How the log stands. */
            log: components["schemas"]["LogStatus"];
            /** @description Work of the tenant that has failed and is tried no more until an operator says so, by kind. */
            parked_jobs: components["schemas"]["ParkedJobs"][];
            /** @description Erasures of the tenant that are not at their end. */
            erasures: components["schemas"]["OpenErasures"];
            /** @description When the tenant is deleted; there only if it is closed. */
            ends_at?: string | null;
            /** @description Whether messages are sent by mail. Where they are not, whoever invites hands the link on. */
            sends_mail: boolean;
        };
        /** @description A person whom documents are about, and how their rights stand. */
        Subject: {
            /** @description The type of the person's own document: `Patient`. */
            type: string;
            /** @description Its id. */
            id: string;
            /** @description Whether it was deleted. Deleting is not erasing. */
            deleted: boolean;
            restriction?: components["schemas"]["Restriction"] | null;
            /** @description What keeps the person from being erased. */
            holds: components["schemas"]["Hold"][];
            /** @description What the person objects to. */
            objections?: components["schemas"]["Objection"][];
            erasure_request?: components["schemas"]["RequestedErasure"] | null;
        };
        /** @description The caller's own tenant. */
        Tenant: {
            /** @description 16 hexadecimal digits. */
            id: string;
            /** @description The name of the organisation. */
            name: string;
            /** @description When the account was opened (RFC 3339). */
            created_at: string;
            /** @description The origins whose pages may ask the server (CORS). */
            allowed_origins?: string[];
            /** @description What it wants of those who sign in. */
            sign_in: components["schemas"]["SignInRules"];
            /** @description When the account is deleted, if it is to be (RFC 3339); shown to the operator only. */
            deletes_at?: string | null;
        };
        /** @description What is to change about the caller's own tenant; what is left out stays. */
        TenantChange: {
            /** @description Other origins in the place of all before, such as `https://app.example.org`. */
            allowed_origins?: string[] | null;
            sign_in?: components["schemas"]["SignInChange"] | null;
        };
        /** @description A ticket, to go on with. */
        Ticket: {
            /** @description The ticket of the step before. */
            sign_in: string;
        };
        /** @description A code that was made with it. */
        TotpConfirmation: {
            /** @description The code. */
            code: string;
        };
        /** @description A secret that codes of the moment are made with (RFC 6238). Shown this once. */
        TotpEnrolment: {
            /** @description The secret, for typing (base32). */
            secret: string;
            /** @description The same as an address that devices read (`otpauth:`). */
            uri: string;
            /** @description The ticket, for the next step. */
            sign_in: string;
        };
        /** @description One tree in the deployment's map. */
        TreeProof: {
            /** @description `changes` or `access`. */
            tree: string;
            /** @description The tree's id, the last part of its origin. */
            log: string;
            /**
             * Format: int64
             * @description Its size.
             */
            size: number;
            /** @description Its root, 64 hexadecimal digits. */
            root: string;
            /**
             * Format: int64
             * @description Its place in the map.
             */
            index: number;
            /** @description The hashes from its leaf to the map's root, 64 hexadecimal digits each. */
            siblings: string[];
        };
        /** @description How far an upload is. */
        Upload: {
            /** @description Its id. */
            id: string;
            /** @description The media type of what is sent. */
            content_type: string;
            /**
             * Format: int64
             * @description How many bytes it has.
             */
            bytes: number;
            /**
             * Format: int64
             * @description From which byte on it goes on; as many as `bytes` when all of it has come in.
             */
            offset: number;
            /**
             * Format: int64
             * @description Of how many bytes parts are. What does not fill a part is kept only if it is the end.
             */
            part_bytes: number;
        };
        /** @description A person who signs in. */
        User: {
            /** @description 32 hexadecimal digits. */
            id: string;
            /** @description What they are called. */
            name: string;
            /** @description Where they are written to, and what they sign in with. */
            email: string;
            /** @description `en`, `nl` or `pt`. */
            language: string;
            /** @description Since when they are known (RFC 3339). */
            created_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_clients: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_client: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithToken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the client's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the client's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_client: {
        parameters: {
            query?: never;
            header?: {
                /** @description change only this version, `"3"` */
                "If-Match"?: string | null;
            };
            path: {
                /** @description the client's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_open_corrections: {
        parameters: {
            query?: {
                /** @description how many at most */
                count?: number;
                /** @description where to go on */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonCorrectionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_document_types: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentTypeList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_document_type: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDocumentType"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentType"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_document_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the type's name */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentType"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_document_type: {
        parameters: {
            query?: never;
            header?: {
                /** @description change only this version, `"3"` */
                "If-Match"?: string | null;
            };
            path: {
                /** @description the type's name */
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentTypeDefinition"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentType"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_erasure_requests: {
        parameters: {
            query?: {
                /** @description how many at most */
                count?: number;
                /** @description where to go on */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureRequestList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_erasures: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the erasure's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description id or name of who did it */
                actor?: string;
                /** @description type and id, `Observation/123` */
                resource?: string;
                /** @description what was done */
                operation?: string;
                /** @description not before this instant */
                since?: string;
                /** @description before this instant */
                until?: string;
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_events: {
        parameters: {
            query?: {
                /** @description id or name of who did it */
                actor?: string;
                /** @description type and id, `Observation/123` */
                resource?: string;
                /** @description what was done */
                operation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Event"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the event's name, as in `Ribcage-Event` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the event's name, as in `Ribcage-Event` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventProof"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_exports: {
        parameters: {
            query?: {
                /** @description how many at most */
                count?: number;
                /** @description where to go on */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the export's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the export's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the export's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the id of who was invited */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_deployment_checkpoint: {
        parameters: {
            query?: {
                /** @description an older size of the deployment's tree, to be proved its beginning */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentProof"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_log_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reconcile_log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_log_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `changes` or `access` */
                tree: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_log_records: {
        parameters: {
            query?: {
                /** @description index of the first; 0 if not given */
                first?: number;
            };
            header?: never;
            path: {
                /** @description `changes` or `access` */
                tree: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogRecords"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_log_tile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `changes` or `access` */
                tree: string;
                /** @description which tile, as C2SP tlog-tiles spells it */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the user's id */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the user's id */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description change only this version, `"3"` */
                "If-Match"?: string | null;
            };
            path: {
                /** @description the user's id */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_member_sessions: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description the user's id */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_member_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the user's id */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_objections: {
        parameters: {
            query?: {
                /** @description how many at most */
                count?: number;
                /** @description where to go on */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_accesses: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnAccessList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_decision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplanationRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_corrections: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_correction: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuse_correction: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
                /** @description the correction's id */
                correction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_correction: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
                /** @description the correction's id */
                correction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionResolution"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_erasure_plan: {
        parameters: {
            query?: {
                /** @description its type: Patient (if not given), Practitioner, RelatedPerson, Person, or Subject for one who is known by an id of the platform's own */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePlan"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_erasure_request: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedErasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_erasure: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewErasureRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedErasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_erasure_request: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuse_erasure_request: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedErasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
                /** @description the hold's id */
                hold: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    object_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_objection: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
                /** @description the objection's id */
                objection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restrict_subject: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lift_restriction: {
        parameters: {
            query?: {
                /** @description its type, as for the plan of an erasure */
                type?: string;
            };
            header?: never;
            path: {
                /** @description the id of the person's own document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithToken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_documents: {
        parameters: {
            query?: {
                /** @description id of somebody whom they must be about */
                subject?: string;
                /** @description their ids */
                _id?: string;
                /** @description when they changed, `ge2026-01-01` */
                _lastUpdated?: string;
                /** @description names of indexes, `-score,date`; `-` turns one round */
                sort?: string;
                /** @description `accurate`: how many there are in all */
                total?: string;
                /** @description entries a page, 0 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description the type's name */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the type's name */
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description the version that is known, `"3"` */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description the type's name */
                type: string;
                /** @description the document's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description it is the version that is known */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description change only this version, `"3"` */
                "If-Match"?: string | null;
                /** @description `*`: create only */
                "If-None-Match"?: string | null;
            };
            path: {
                /** @description the type's name */
                type: string;
                /** @description the document's id: 1 to 64 letters, digits, - and . */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description delete only this version, `"3"` */
                "If-Match"?: string | null;
            };
            path: {
                /** @description the type's name */
                type: string;
                /** @description the document's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_document_history: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description the type's name */
                type: string;
                /** @description the document's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the upload's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    append_upload: {
        parameters: {
            query: {
                /** @description from which byte on the body is */
                offset: number;
            };
            header?: never;
            path: {
                /** @description the upload's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the upload's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    complete_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the upload's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletedUpload"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description with the receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description the receipt is to be had later */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_address_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressChangeRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressChange"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_account_events: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountEventList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_registration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRegistration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the passkey's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTotp"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirmation"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_address_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressConfirmation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressChange"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_administrator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdministratorRegistration"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredAdministrator"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_passkey_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyEnrolment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ticket"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRegistration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_totp_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ticket"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpEnrolment"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_totp_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_account_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the erasure's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_own_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnInvitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_passkey_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_password_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordSignInRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordChallenge"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_password_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_password_registration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRegistrationRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordRegistration"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_recovery_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_up_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ticket"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switch_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionSwitch"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_own_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the session's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_account_tenants: {
        parameters: {
            query?: {
                /** @description entries a page, 1 to 500; 50 if not given */
                count?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnTenantList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_tenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnTenantsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnTenantList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeProof"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProgress"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_access_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description `grant_type=client_credentials`, `client_assertion_type` as RFC 7523 has it, `client_assertion`, a JWT signed with RS384 or ES384, and `scope` */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenError"];
                };
            };
        };
    };
}
