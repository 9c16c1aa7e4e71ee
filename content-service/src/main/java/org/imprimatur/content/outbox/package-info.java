/** Sends to Kafka what the article log says has to go there. */
@NullMarked
package org.imprimatur.content.outbox;

import org.jspecify.annotations.NullMarked;
