package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What guests write to the log: which lines, how long, and how many. */
class GuestLogTests {

	private static final ActorId ID = ActorId.random();

	private final Logger all = (Logger) LoggerFactory.getLogger("theater.guest");

	private final ManualClock clock = new ManualClock();

	private final Counters counters = new Counters(2);

	private final Lines written = new Lines();

	/** What is written, as level and text, from any thread. */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> lines = new ArrayList<>();

		private final List<String> loggers = new ArrayList<>();

		private Map<String, String> mdc = Map.of();

		@Override
		protected void append(ILoggingEvent event) {
			this.mdc = event.getMDCPropertyMap();
			this.lines.add(event.getLevel() + " " + event.getFormattedMessage());
			this.loggers.add(event.getLoggerName());
		}

	}

	@BeforeEach
	void listen() {
		this.written.start();
		this.all.setLevel(Level.INFO);
		this.all.setAdditive(false);
		this.all.addAppender(this.written);
	}

	@AfterEach
	void asBefore() {
		this.all.detachAppender(this.written);
		this.all.setAdditive(true);
		this.all.setLevel(Level.WARN);
	}

	private GuestLog log(String actor, int rate, int burst, @Nullable GuestLog lender) {
		return new GuestLog(ID, "the " + actor, actor, "top/" + actor, new LogBounds(8, rate, burst), lender,
				this.clock, this.counters);
	}

	private GuestLog log(int rate, int burst) {
		return log("desk", rate, burst, null);
	}

	private static void write(GuestLog log, int times) {
		for (int i = 0; i < times; i++) {
			log.write("x");
		}
	}

	private List<String> taken() {
		List<String> lines = List.copyOf(this.written.lines);
		this.written.lines.clear();
		return lines;
	}

	private long dropped(String actor) {
		return this.counters.value("theater.log.lines.dropped", "actor", actor);
	}

	private static String told(long dropped, int rate) {
		return "WARN [top/desk] " + dropped + " lines were dropped: more than log_rate = " + rate
				+ " a second (theater.limits.log-rate)";
	}

	// ---- a line

	static List<Arguments> lines() {
		return List.of(arguments("", 8, ""), arguments("12345678", 8, "12345678"),
				arguments("123456789", 8, "12345678… (9 characters)"), arguments("aé❦", 6, "aé❦"),
				arguments("aé❦", 5, "aé… (3 characters)"),
				arguments("\ud83d\ude00\ud83d\ude00", 8, "\ud83d\ude00\ud83d\ude00"),
				arguments("\ud83d\ude00\ud83d\ude00", 7, "\ud83d\ude00… (4 characters)"),
				arguments("a\nb", 7, "a\\u{a}b"), arguments("a\nb", 6, "a\\u{a}… (3 characters)"),
				arguments("a\nb", 5, "a… (3 characters)"), arguments("\u001b[2J", 100, "\\u{1b}[2J"),
				arguments("\u2028\u2029\u200e\u0000", 100, "\\u{2028}\\u{2029}\\u{200e}\\u{0}"),
				arguments("\ud800x", 100, "\\u{d800}x"), arguments("x", 1, "x"), arguments("é", 1, "… (1 characters)"));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void isCutWhereItIsTooLongAsItIsWritten(String text, long most, String line) {
		assertThat(GuestLog.line(text, most)).isEqualTo(line);
	}

	@Test
	void namesThePathAndGoesToTheLoggerOfTheName() {
		log(1, 1).write("hello\nERROR forged");
		assertThat(taken()).containsExactly("INFO [top/desk] hello… (18 characters)");
		assertThat(this.written.loggers).containsExactly("theater.guest.desk");
	}

	@Test
	void namesOfLoggersAreBoundedAsThoseOfMetrics() {
		for (String actor : List.of("a", "b", "c", "d", "a")) {
			GuestLog log = log(actor, 1, 1, null);
			log.write("x");
			log.write("y");
		}
		assertThat(this.written.loggers).containsExactly("theater.guest.a", "theater.guest.b", "theater.guest.other",
				"theater.guest.other", "theater.guest.a");
		assertThat(List.of(dropped("a"), dropped("b"), dropped("other"))).containsExactly(2L, 1L, 2L);
	}

	@Test
	void saysWhoWritesInTheMdcOfTheLineAlone() {
		MDC.put(ActorMdc.PATH, "of another actor");
		MDC.put("mine", "stays");
		try {
			log(1, 1).write("x");
			assertThat(this.written.mdc).containsExactlyInAnyOrderEntriesOf(Map.of("theater.actor.id", ID.toString(),
					"theater.actor.name", "the desk", "theater.actor.path", "top/desk", "mine", "stays"));
			assertThat(MDC.getCopyOfContextMap())
				.isEqualTo(Map.of("theater.actor.path", "of another actor", "mine", "stays"));
		}
		finally {
			MDC.clear();
		}
	}

	// ---- the rate

	@Test
	void dropsWhatIsBeyondTheBurstAndCountsIt() {
		GuestLog log = log(100, 3);
		write(log, 10);
		assertThat(taken()).containsExactly("INFO [top/desk] x", "INFO [top/desk] x", "INFO [top/desk] x");
		assertThat(dropped("desk")).isEqualTo(7);
	}

	@Test
	void saysHowManyWereDroppedBeforeTheNextLine() {
		GuestLog log = log(100, 3);
		write(log, 10);
		taken();
		this.clock.advance(Duration.ofNanos(19_999_999));
		log.write("not yet");
		assertThat(taken()).as("the line that tells of the others counts too").isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		log.write("now");
		assertThat(taken()).containsExactly(told(8, 100), "INFO [top/desk] now");
		this.clock.advance(Duration.ofMillis(10));
		log.write("again");
		assertThat(taken()).as("told once").containsExactly("INFO [top/desk] again");
	}

	@Test
	void aBurstOfOneTellsInTheLineItselfOfWhatWasDropped() {
		GuestLog log = log(1, 1);
		write(log, 3);
		this.clock.advance(Duration.ofSeconds(1));
		log.write("y");
		assertThat(taken()).containsExactly("INFO [top/desk] x", "INFO [top/desk] y (2 lines were dropped: "
				+ "more than log_rate = 1 a second (theater.limits.log-rate))");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "100, 0, 0", "0, 5, 5" })
	void withoutRateOrBurstThereIsNoMoreThanTheBurst(int rate, int burst, int lines) {
		GuestLog log = log(rate, burst);
		for (int i = 0; i < 20; i++) {
			log.write("x");
			this.clock.advance(Duration.ofDays(1));
		}
		assertThat(taken()).hasSize(lines);
		assertThat(dropped("desk")).isEqualTo(20 - lines);
	}

	@Test
	void neverFillsBeyondTheBurst() {
		GuestLog log = log(Integer.MAX_VALUE, 3);
		write(log, 4);
		this.clock.advance(Duration.ofDays(100_000));
		taken();
		write(log, 4);
		assertThat(taken()).as("one of the three tells of what was dropped").hasSize(3);
	}

	@Test
	void isNeverMoreInAnyTimeThanTheBurstAndWhatTheRateBrings() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			int rate = random.nextInt(1, 2_000);
			int burst = random.nextInt(1, 50);
			GuestLog log = log(rate, burst);
			long begun = this.clock.nanoTime();
			int tried = 0;
			long droppedBefore = dropped("desk");
			for (int step = 0; step < 50; step++) {
				int lines = random.nextInt(20);
				write(log, lines);
				tried += lines;
				this.clock.advance(Duration.ofNanos(random.nextLong(20_000_000)));
			}
			List<String> lines = taken();
			long passed = this.clock.nanoTime() - begun;
			assertThat(lines.size()).as("seed %d, rate %d, burst %d", seed, rate, burst)
				.isLessThanOrEqualTo((int) (burst + passed * rate / 1_000_000_000));
			long heard = lines.stream().filter((line) -> line.startsWith("INFO")).count();
			assertThat(heard + dropped("desk") - droppedBefore).as("seed %d", seed).isEqualTo(tried);
		}
	}

	@Test
	void isExactUnderManyThreads() throws InterruptedException {
		GuestLog log = log(1, 1_000);
		CountDownLatch go = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(Thread.ofPlatform().start(() -> {
				try {
					go.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				write(log, 500);
			}));
		}
		go.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(taken()).hasSize(1_000);
		assertThat(dropped("desk")).isEqualTo(1_000);
	}

	@Test
	void whereNobodyListensNothingIsTakenAndNothingCounted() {
		GuestLog log = log(1, 2);
		this.all.setLevel(Level.WARN);
		write(log, 100);
		this.all.setLevel(Level.INFO);
		write(log, 2);
		assertThat(taken()).hasSize(2);
		assertThat(dropped("desk")).isZero();
	}

	// ---- children of guests

	@Test
	void whatAGuestStartsUsesItsParentsLinesUntilItHasEarnedItsOwn() {
		GuestLog parent = log("desk", 1, 3, null);
		GuestLog child = log("worker", 10, 3, parent);
		write(child, 2);
		write(parent, 2);
		assertThat(taken()).containsExactly("INFO [top/worker] x", "INFO [top/worker] x", "INFO [top/desk] x");
		assertThat(dropped("desk")).isOne();
		this.clock.advance(Duration.ofMillis(100));
		write(child, 2);
		write(parent, 1);
		assertThat(taken()).containsExactly("INFO [top/worker] x");
	}

	@Test
	void nobodyGetsMoreLinesByStartingChildren() {
		GuestLog parent = log("desk", 100, 5, null);
		for (int i = 0; i < 1_000; i++) {
			GuestLog child = log("worker", 100, 5, parent);
			write(child, 5);
			write(log("other", 100, 5, child), 5);
		}
		assertThat(taken()).hasSize(5);
	}

	@Test
	void whatTheApplicationStartsHasItsBurst() {
		write(log(1, 3), 3);
		write(log("worker", 1, 3, null), 3);
		assertThat(taken()).hasSize(6);
	}

	// ---- bounds

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, max_log_line is 0; it must be 1 or more", "-1, 1, 1, max_log_line is -1",
			"1, -1, 1, log_rate is -1; it must be 0 or more", "1, 1, -1, log_burst is -1; it must be 0 or more" })
	void refusesBoundsThatMakeNoSense(long line, int rate, int burst, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new LogBounds(line, rate, burst))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void theSmallerOfEachCounts(int which) {
		LogBounds[] both = { new LogBounds(1, 20, 3), new LogBounds(10, 2, 30) };
		assertThat(both[which].atMost(both[1 - which])).isEqualTo(new LogBounds(1, 2, 3));
		assertThat(LogBounds.DEFAULT).isEqualTo(new LogBounds(8_192, 100, 1_000));
	}

}
