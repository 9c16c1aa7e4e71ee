/** Two instances of every service over a broker and a replica set, each a process that can be killed, frozen and started again. */
@NullMarked
package org.imprimatur.torture.cluster;

import org.jspecify.annotations.NullMarked;
