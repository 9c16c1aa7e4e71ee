/** What lets a torture have things go wrong at named places; in a normal start nothing of it is there. */
@NullMarked
package org.imprimatur.starter.fault;

import org.jspecify.annotations.NullMarked;
