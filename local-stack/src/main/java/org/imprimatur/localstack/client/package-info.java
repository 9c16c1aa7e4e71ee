/** The newsroom as its editors, readers, visitors and auditors meet it: over HTTP, for the demo and for journeys. */
@NullMarked
package org.imprimatur.localstack.client;

import org.jspecify.annotations.NullMarked;
