/** Records from Kafka as every consumer meets them, and the way out for those that can't be processed. */
@NullMarked
package org.imprimatur.starter.intake;

import org.jspecify.annotations.NullMarked;
