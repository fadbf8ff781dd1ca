"""Writes the benchmark's papers: Chinese plans of about 5 KB each, the same for the same seed.

Words are drawn with Zipf-like weights, so that papers meet by chance as real ones do, and some stock
sentences stand in many papers. Into a few hundred papers passages of another paper are planted, with
numbers, widths, punctuation and here and there a word changed; `planted.json` says where.
"""

import itertools
import json
import random
from pathlib import Path

NOUNS = """
台账 泵站 库房 窗口 热线 井盖 路灯 站点 档案 合同 预算 资产 车辆 食堂 机房 图纸 阀门 管网 水表 电梯 消防 绿地 苗圃 围挡 塔吊
渠道 闸口 堤坝 雨棚 候车亭 售票处 检票口 调度室 值班员 巡线员 质检员 保管员 采购员 记账员 网格员 联络员 讲解员 安全员 施工队 监理
方案 流程 清单 报表 记录 通知 简报 公示栏 意见箱 回访 抽查 盘点 对账 验收 交接 培训 演练 维修 更换 检测 标定 巡检 保养 清淤
住户 商户 学员 家长 患者 游客 乘客 读者 农户 摊主 工友 客户 厂家 供应商 承包方 居委会 物业 社区 园区 校区 院区 站房 工地 车间
""".split()
VERBS = """
核对 登记 汇总 更新 张贴 公布 通报 督促 提醒 约谈 检查 复查 清点 封存 调换 修补 加固 疏通 刷新 校准 比对 拆分 合并 归档 移交
补录 压缩 延长 缩短 增设 撤销 调整 细化 明确 规范 统筹 协调 安排 推动 落实 完善 改造 升级 清退 追缴 收回 发放 受理 答复 办结
""".split()
ADVERBS = """
逐项 按时 分批 当场 每周 每月 按季 及时 如实 全部 重点 集中 随机 定期 同步 提前 连夜 现场 书面 逐户 交叉 联合 独立 反复 统一
""".split()
LINKS = "但 并且 同时 由于 因此 为此 对此 目前 此前 随后 尤其 其中 另外 此外 然而 不过 于是 从而 以便 直到".split()
STOCK = [
    "坚持举一反三、标本兼治，把当下改与长久立结合起来，确保各项整改任务条条有着落、件件有回音。",
    "各责任单位要高度重视，主要负责同志亲自抓，分管负责同志具体抓，一级带着一级干，层层传导压力。",
    "对整改不力、敷衍应付的，将按照有关规定严肃追究责任，绝不姑息迁就，切实维护整改工作的严肃性。",
]
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"}
MARKS = {ord(x): y for x, y in ["，；", "。.", "；，", "：:", "（(", "）)"]}


class Writer:
    """Makes text from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pools = []
        for words in (NOUNS, VERBS, ADVERBS, LINKS):
            words = words[:]
            self.random.shuffle(words)
            weights = [1 / (rank + 3) ** 0.7 for rank in range(len(words))]
            self.pools.append((words, list(itertools.accumulate(weights))))

    def word(self, pool):
        words, weights = self.pools[pool]
        return self.random.choices(words, cum_weights=weights)[0]

    def clause(self):
        shape = self.random.choice([(0, 2, 1, 0), (2, 1, 0, 0), (3, 0, 1, 0), (0, 0, 2, 1), (1, 0, 1, 0), (0, 1, 0, 2, 1)])
        text = "".join(map(self.word, shape))
        if self.random.random() < 0.12:
            text += f"{self.random.randint(2, 480)}{self.random.choice('个处次户项')}"
        return text

    def sentence(self):
        return "，".join(self.clause() for _ in range(self.random.randint(2, 5))) + "。"

    def paragraph(self):
        text = "".join(self.sentence() for _ in range(self.random.randint(2, 4)))
        return text + self.random.choice(STOCK) if self.random.random() < 0.04 else text

    def paper(self, size):
        lines = [self.clause() + "整改方案"]
        while sum(len(line.encode()) + 1 for line in lines) < size:
            lines.append(self.paragraph())
        return lines

    def disguised(self, line, words_changed):
        """The line with its numbers, widths and marks changed, and a share of its words."""
        line = "".join(str(self.random.randint(2, 480)) if run[0].isdigit() else run for run in runs_of_digits(line))
        if self.random.random() < 0.5:
            line = line.translate(WIDE)
        if self.random.random() < 0.5:
            line = line.translate(MARKS)
        if words_changed:
            for _ in range(max(1, int(len(line) * words_changed / 2))):
                at = self.random.randrange(len(line) - 2)
                line = line[:at] + self.word(0)[:2] + line[at + 2 :]
        return line


def runs_of_digits(line):
    return ["".join(group) for _, group in itertools.groupby(line, str.isdigit)]


def generate(folder, papers, pairs, size=5000, seed=20250301):
    """Fills `folder` and returns what was planted: a list of pairs of names with pairs of line numbers."""
    writer = Writer(seed)
    texts = [writer.paper(size) for _ in range(papers)]
    chosen = writer.random.sample(range(papers), 2 * pairs)
    planted = []
    for turn, (source, target) in enumerate(zip(chosen[::2], chosen[1::2])):
        whole = turn % 2 == 0
        a, b = texts[source], texts[target]
        if whole:
            lines = list(range(len(a)))
            b[:] = [writer.disguised(line, 0.03) for line in a]
            places = [[i + 1, i + 1] for i in lines if len(a[i]) >= 60]
        else:
            places = []
            for i in sorted(writer.random.sample(range(1, min(len(a), len(b))), writer.random.randint(1, 3))):
                if len(a[i]) >= 40:
                    b[i] = writer.disguised(a[i], 0)
                    places.append([i + 1, i + 1])
            if not places:
                b[1], places = writer.disguised(a[1] + a[2], 0), [[2, 2], [3, 2]]
        planted.append({"a": name(source), "b": name(target), "whole": whole, "lines": places})
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for index, lines in enumerate(texts):
        (folder / name(index)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return planted


def name(index):
    return f"{index:05}.txt"


def write(folder, papers, pairs):
    """`generate`, with the answer beside the folder."""
    planted = generate(folder, papers, pairs)
    Path(f"{folder}.planted.json").write_text(json.dumps(planted), encoding="utf-8")
    return planted
