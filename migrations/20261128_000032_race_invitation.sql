-- The kind of notification that an invitation to a race is. On its own, because a new value can be used only
-- after its transaction.
ALTER TYPE "NotificationKind" ADD VALUE 'race_invitation';
