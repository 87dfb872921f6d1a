package dev.theater.spring.test;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.test.ManualDispatch;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Sees to it that a test's runtime is there and that its steps run on the test's thread,
 * which need not be that on which the context was started or will be closed.
 */
final class TestRuns implements ApplicationListener<ContextClosedEvent> {

	private final ApplicationContext context;

	private final @Nullable TestScope scope;

	TestRuns(ApplicationContext context) {
		this.context = context;
		this.scope = context.getBeanProvider(TestScope.class).getIfAvailable();
	}

	void before() {
		takeOver();
		if (this.scope != null) {
			this.context.getBean(TheaterRuntime.class).start();
		}
	}

	private void takeOver() {
		this.context.getBeanProvider(ManualDispatch.class).ifAvailable(ManualDispatch::takeOver);
	}

	/** Tells whether the next test has other beans. */
	boolean after() {
		if (this.scope == null) {
			return false;
		}
		this.scope.end();
		return true;
	}

	/**
	 * Before the runtime's own life cycle would, which does that on a thread where no
	 * steps run.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		boolean over = this.scope != null && this.scope.isEmpty();
		if (event.getApplicationContext() == this.context && !over) {
			takeOver();
			this.context.getBean(TheaterRuntime.class).close();
		}
	}

}
