package dev.theater.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.ActorDirectory;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.Scenario;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What docs/guide/host-handlers.md says of Spring inside a handler. */
@SpringBootTest(properties = { "spring.threads.virtual.enabled=true", "theater.actors.desk.enabled=false" })
class SpringInHandlersTest {

	@Autowired
	private SupervisorService supervisor;

	@Autowired
	private ActorDirectory directory;

	@Autowired
	private ActorMessaging messaging;

	@Autowired
	private NotedTransactions transactions;

	@Autowired
	private TransactionalOrders orders;

	@Autowired
	private TestTool.Later asyncOrders;

	@BeforeEach
	void forget() {
		this.transactions.noted.clear();
	}

	private ActorId clerk(String more) {
		return this.supervisor.spawn(ActorSpec.inline("""
				name = "clerk"
				version = "1.0.0"
				component = "clerk.wasm"
				%s
				[[handler]]
				type = "message-server"
				[[handler]]
				type = "orders"
				""".formatted(more)));
	}

	private String request(ActorId actor, String message) {
		return new String(this.messaging.request(actor, message.getBytes(StandardCharsets.UTF_8)).join(),
				StandardCharsets.UTF_8);
	}

	// ---- transactions

	@Test
	void whatTheMethodThrowsRollsBackAndIsTheGuestsError() {
		assertThat(request(clerk(""), "plum 1")).startsWith("refused: there is no 'plum'");
		assertThat(this.transactions.noted).containsExactly("begin", "rollback");
	}

	@Test
	void theTransactionIsCommittedThoughTheActorFailsAfterwards() {
		ActorId clerk = clerk("limits.max_state = \"30B\"");
		String first = request(clerk, "pear 1");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> request(clerk, "pear 2"))
			.withCauseInstanceOf(ActorFailedException.class)
			.withMessageContaining("max_state");
		assertThat(this.transactions.noted).containsExactly("begin", "commit", "begin", "commit");
		assertThat(this.directory.state(clerk))
			.hasValueSatisfying((state) -> assertThat(new String(state, StandardCharsets.UTF_8)).isEqualTo(first));
	}

	// ---- the thread

	@Test
	void nothingOfTheCallersThreadIsThere() {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", null));
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		MDC.put("caller", "ann");
		try {
			request(clerk(""), "pear 1");
		}
		finally {
			SecurityContextHolder.clearContext();
			RequestContextHolder.resetRequestAttributes();
			MDC.remove("caller");
		}
		assertThat(this.orders.seen()).containsEntry("authentication", Optional.empty())
			.containsEntry("request", Optional.empty())
			.containsEntry("MDC", Optional.empty())
			.containsEntry("transaction", Optional.of(true));
	}

	@Test
	void guestsRunOnPlatformThreadsWhateverSpringUses() {
		request(clerk(""), "pear 1");
		assertThat(this.orders.seen().get("thread"))
			.hasValueSatisfying((thread) -> assertThat(thread.toString()).startsWith("platform theater-guest-"));
	}

	@Test
	void asynchronousMethodsRunWhereSpringHasThemRun() {
		try (Scenario scenario = Scenario.onThreads(
				(builder) -> builder.manifests(ManifestLocation.classpath("actors/", getClass().getClassLoader()))
					.hostHandler(TestTool.later(this.asyncOrders)))) {
			assertThat(scenario.spawn("clerk.toml").request("pear 1")).isEqualTo("#1 pear 1 for 60 cents");
		}
		assertThat(AsyncOrders.threads).isNotEmpty().allSatisfy((thread) -> assertThat(thread).startsWith("virtual "));
	}

	private static String thread() {
		return (Thread.currentThread().isVirtual() ? "virtual " : "platform ") + Thread.currentThread().getName();
	}

	static class TransactionalOrders implements Orders {

		private final Orders shop = new OrderService();

		private final Map<String, Optional<Object>> seen = new ConcurrentHashMap<>();

		/** Not the field, which a proxy does not have. */
		Map<String, Optional<Object>> seen() {
			return this.seen;
		}

		@Override
		@Transactional
		public Receipt place(Order order) {
			this.seen.put("authentication",
					Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication()));
			this.seen.put("request", Optional.ofNullable(RequestContextHolder.getRequestAttributes()));
			this.seen.put("MDC", Optional.ofNullable(MDC.get("caller")));
			this.seen.put("transaction", Optional.of(TransactionSynchronizationManager.isActualTransactionActive()));
			this.seen.put("thread", Optional.of(thread()));
			return this.shop.place(order);
		}

	}

	static class AsyncOrders implements TestTool.Later {

		static final List<String> threads = new CopyOnWriteArrayList<>();

		@Async
		@Override
		public CompletableFuture<Orders.Receipt> place(Orders.Order order) {
			threads.add(thread());
			return CompletableFuture.completedFuture(new Orders.Receipt(1, 60));
		}

	}

	/** Notes what becomes of transactions. */
	@SuppressWarnings("serial")
	static final class NotedTransactions extends AbstractPlatformTransactionManager {

		final List<String> noted = new CopyOnWriteArrayList<>();

		@Override
		protected Object doGetTransaction() {
			return this.noted;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.noted.add("begin");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.noted.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.noted.add("rollback");
		}

	}

	@TestConfiguration
	@EnableTransactionManagement(proxyTargetClass = true)
	@EnableAsync
	static class Configuration {

		@Bean
		NotedTransactions transactions() {
			return new NotedTransactions();
		}

		@Bean
		@Primary
		TransactionalOrders transactionalOrders() {
			return new TransactionalOrders();
		}

		@Bean
		TestTool.Later asyncOrders() {
			return new AsyncOrders();
		}

	}

}
