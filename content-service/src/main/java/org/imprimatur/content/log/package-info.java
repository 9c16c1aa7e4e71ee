/** The article log: one insert per decision that is the save, the audit entry and the outbox at once. */
@NullMarked
package org.imprimatur.content.log;

import org.jspecify.annotations.NullMarked;
