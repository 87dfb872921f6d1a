/** The runtime's counters, gauges and observations in Micrometer. */
@NullMarked
package dev.theater.spring.metrics;

import org.jspecify.annotations.NullMarked;
