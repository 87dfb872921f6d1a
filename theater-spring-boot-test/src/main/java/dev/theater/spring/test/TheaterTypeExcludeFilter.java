package dev.theater.spring.test;

import java.util.Set;

import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.host.HostHandler;
import dev.theater.runtime.TheaterListener;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Which components a {@link TheaterTest @TheaterTest} has. */
final class TheaterTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<TheaterTest> {

	private static final Set<Class<?>> INCLUDED = Set.of(HostHandler.class, EventStore.class, TheaterListener.class,
			TurnInterceptor.class, TheaterRuntimeBuilderCustomizer.class);

	TheaterTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return INCLUDED;
	}

}
