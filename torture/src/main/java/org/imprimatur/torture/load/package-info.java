/** People at work on the cluster, and what they were answered. */
@NullMarked
package org.imprimatur.torture.load;

import org.jspecify.annotations.NullMarked;
