/** Texts signed with Ed25519, and the one-line keys to check them with (C2SP signed-note, RFC 8032). */
@NullMarked
package org.imprimatur.tlog.note;

import org.jspecify.annotations.NullMarked;
