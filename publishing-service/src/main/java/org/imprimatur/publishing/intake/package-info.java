/** Takes article events from Kafka and puts aside, one by one, those that can't be processed. */
@NullMarked
package org.imprimatur.publishing.intake;

import org.jspecify.annotations.NullMarked;
