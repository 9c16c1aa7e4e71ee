/** Signed tree heads (C2SP tlog-checkpoint) and the proofs that carry one with them (C2SP tlog-proof). */
@NullMarked
package org.imprimatur.tlog.checkpoint;

import org.jspecify.annotations.NullMarked;
