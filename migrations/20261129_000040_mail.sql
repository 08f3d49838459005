-- Mail (docs/decisions/0055-mail.md): the outbox, the tokens of links, and how many mails were asked for.

-- Each value has a template in app/.server/mail/templates.ts.
CREATE TYPE "MailKind" AS ENUM (
    'confirm_address', 'address_changing', 'reset_password', 'password_reset', 'password_changed', 'new_device',
    'identity_linked', 'identity_unlinked'
);

CREATE TABLE "mails" (
    -- Chosen by the Worker: providers recognise a second delivery by it, and the token of the mail's link is made of it.
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "MailKind" NOT NULL,
    "recipient" VARCHAR(255) NOT NULL,
    -- What the text says besides, as app/.server/mail/kinds.ts describes it.
    "facts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    -- When it is tried next, unless it was sent or given up.
    "due_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "given_up_at" TIMESTAMPTZ,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mails_over_check" CHECK ("sent_at" IS NULL OR "given_up_at" IS NULL),
    CONSTRAINT "mails_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "mails_user_id_idx" ON "mails"("user_id");
CREATE INDEX "mails_due_idx" ON "mails"("due_at") WHERE "sent_at" IS NULL AND "given_up_at" IS NULL;
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");

CREATE TYPE "AccountTokenPurpose" AS ENUM ('confirm_address', 'reset_password');

-- Tokens of links in mails. A spent one stays until it expires, so that the page can say that it was used.
CREATE TABLE "account_tokens" (
    "token_hash" CHAR(64) NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "AccountTokenPurpose" NOT NULL,
    -- The address that the mail went to: one that was changed since confirms nothing and resets nothing.
    "email" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "spent_at" TIMESTAMPTZ,

    CONSTRAINT "account_tokens_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "account_tokens_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "account_tokens_user_id_idx" ON "account_tokens"("user_id");
CREATE INDEX "account_tokens_expires_at_idx" ON "account_tokens"("expires_at");

-- The latest mails that somebody asked for, by the hash of an address or a network (app/.server/mail/links/queries.ts).
CREATE TABLE "mail_counts" (
    "subject" CHAR(64) NOT NULL,
    -- In their order, at most as many as the limit.
    "asked_at" TIMESTAMPTZ[] NOT NULL DEFAULT '{}',
    "last_asked_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "mail_counts_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "mail_counts_last_asked_at_idx" ON "mail_counts"("last_asked_at");

ALTER TABLE "users"
    -- Whether the owner has confirmed the present address by a link that was mailed to it.
    ADD COLUMN "email_verified" BOOLEAN NOT NULL DEFAULT FALSE,
    -- The address that takes the place of `email` when it is confirmed.
    ADD COLUMN "pending_email" VARCHAR(255);
