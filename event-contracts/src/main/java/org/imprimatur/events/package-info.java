/** The events between the services, and the schemas they are held to. */
@NullMarked
package org.imprimatur.events;

import org.jspecify.annotations.NullMarked;
