/** The article log: one insert per decision, never changed, and the outbox of the events that go with them. */
@NullMarked
package org.imprimatur.content.log;

import org.jspecify.annotations.NullMarked;
