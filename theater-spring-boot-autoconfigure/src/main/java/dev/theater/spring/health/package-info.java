/** The health of the theater as Actuator shows it. */
@NullMarked
package dev.theater.spring.health;

import org.jspecify.annotations.NullMarked;
