"""The 2,048 English words of receipt codes; the first four letters of each are its own.

From the English list of BIP 39 (MIT licence, Pavol Rusnak and others), with plants and tools in the place of words
that are grim or sound like an answer.
"""

_LIST = """
abandon ability able about above absent absorb abstract absurd access accident account achieve acid acorn acoustic
acquire across act action actor actress actual adapt add addict address admit adult advance advice aerobic affair
afford again age agent ahead aim air airport aisle alarm album alcohol alert alien all alley allow almost alone alpha
already also alter always amateur amazing among amount amused analyst anchor ancient angle animal anise ankle announce
annual another answer antenna antique anxiety any apart apology appear apple april arch arctic area arena argue arm
armed armor around arrange arrive arrow art artefact artist artwork ask aspect asset assist assume asthma athlete
atlas atom attack attend attitude attract auction audit august aunt author auto autumn average avocado avoid awake
aware away awesome awful awkward axis baby bachelor bacon badge bag bagel balance balcony ball bamboo banana banner
bar barely bargain barley barrel base basic basket battle beach bean beauty beaver because become beech beef before
begin behave behind believe below belt bench benefit best betray better between beyond bicycle bid bike bind biology
birch bird birth biscuit bitter black blade blanket blast bless blind blossom blouse blue blur blush board boat body
boil bone bonfire bonus book boost border boring borrow boss bottom bounce box boy bracket brain brand brass brave
bread breeze brick bridge brief bright bring brisk broccoli broken bronze broom brother brown brush bubble bucket
buddy budget buffalo bugle build bulb bulk bumble bundle bunker burger burst bus business busy butter buyer buzz
cabbage cabin cable cactus cage cake call calm camera camp can canal candy cannon canoe canvas canyon capable capital
captain car caramel carbon card cargo carpet carry cart case cash casino castle casual cat catalog catch category
cattle caught cause caution cave cedar ceiling celery cement census century cereal certain chair chalk champion change
chaos chapter charge chase chat cheap check cheese chef cherry chest chicken chief child chimney choice choose chronic
chuckle chunk churn cigar cinnamon circle citizen city civil claim clap clarify claw clay clean clerk clever click
client cliff climb clinic clip clock clog close cloth cloud clover clown club clump cluster clutch coach coast cobalt
coconut code coffee coil coin collect color column combine come comfort comic common company concert conduct confirm
congress connect consider control convince cook cool copper copy coral core corn correct cost cotton couch country
couple course cousin cover coyote crack cradle craft cram crane crater crawl crayon cream credit creek crew cricket
crisp critic crocus crop cross crouch crowd crucial cruise crumble crunch crush cry crystal cube culture cup cupboard
curious current curtain curve cushion custom cute cycle dad daisy damp dance daring dash daughter dawn day deal debate
debris decade december decide decorate decrease deer defense define defy degree delay deliver demand demise denial
dentist depart depend deposit depth deputy derive describe desert design desk detail detect develop device devote
dewdrop diagram dial diamond diary dice diesel diet differ digital dignity dilemma dinner dinosaur direct dirt
disagree discover dish dismiss disorder display distance divert divide divorce dizzy doctor document dog doll dolphin
domain donate donkey donor door dose double dove draft dragon drama drastic draw dream dress drift drill drink drip
drive drizzle drop drum dry duck dune during dust dutch duty dwarf dynamic eager eagle early earn earth easel easily
east easy echo ecology economy edge edit educate effort egg eight either elbow elder electric elegant element elephant
elevator elite else embark ember embody embrace emerge emotion employ empower empty enable enact end endless endorse
energy enforce engage engine enhance enjoy enlist enough enrich enroll ensure enter entire entry envelope episode
equal equip era erosion error erupt escape essay essence estate eternal ethics evidence evoke evolve exact example
excess exchange excite exclude excuse exercise exhaust exhibit exile exist exit exotic expand expect expire explain
expose express extend extra eye eyebrow fabric face faculty fade faint faith fall false fame family famous fan fancy
fantasy farm fashion father fatigue favorite feature february federal fee feed feel female fence fern festival fetch
few fiber fiction fiddle field figure file film filter final find fine finger finish firm first fish fit fitness fix
flag flame flannel flash flat flavor flight flip float flock floor flower fluid flush flute fly foam focus fog foil
fold follow food foot force forest forget fork fortune forum forward fossil foster found fox fragile frame frequent
fresh friend fringe frog front frost frown frozen fruit fuel fun funny furnace fury future gadget gain galaxy gallery
game gap garage garbage garden garlic garment gas gasp gate gather gauge gaze general genius genre gentle genuine
gesture geyser giant gift giggle ginger giraffe girl give glacier glad glance glare glass glide glimpse globe gloom
glory glove glow glue goat goddess gold good goose gorilla gospel gossip govern gown grab grace grain grant grape
grass gravity great green grid grief grit grocery group grove grow grunt guard guess guide guilt guitar gym habit hair
half hammer hamster hand happy harbor hard harsh harvest hat have hawk hazard hazel head health heart heather heavy
hedgehog height hello helmet help hen hero hickory hidden high hill hint hip hire history hobby hockey hold hole
holiday hollow home honey hood hope hopper horn horror horse host hotel hour hover hub huge human humble humor hundred
hungry hunt hurdle hurry husband hybrid ice icon idea identify igloo ignore ill illegal illness image imitate immense
immune impact impose improve impulse inch include income increase index indicate indoor industry infant inflict inform
inhale inherit initial inject inmate inner innocent input inquiry insect inside inspire install intact interest into
invest invite involve iron island isolate issue item ivory ivy jacket jaguar jar jasmine jazz jeans jelly jewel jigsaw
job join joke journey joy judge juice jump jungle junior junk just kangaroo kayak keen keep ketchup kettle key kick
kid kidney kind kingdom kit kitchen kite kitten kiwi knee knock know lab label labor ladder lady lagoon lake lamp
language lantern laptop larch large later latin lattice laugh laundry laurel lava lavender law lawn lawsuit layer lazy
leader leaf learn leave lecture left leg legal legend leisure lemon lend length lens leopard lesson letter level
liberty library license lichen life lift light like lilac limb limit linen link lion liquid list little live lizard
load loan lobster local lock logic long loop lottery lotus loud lounge love loyal lucky luggage lumber lunar lunch
lupine luxury lyrics machine magic magnet maid mail main major make mammal man manage mandate mango mansion manual
maple marble march margin marine market marriage mask mass match material math matrix matter maximum maze meadow mean
measure meat mechanic medal media melody melt member memory mention menu mercy merge merit merry mesh message metal
meteor method middle midnight milk million mimic mind minimum minor minute miracle mirror misery miss mistake mitten
mix mixed mixture mobile model modify mom moment monitor monkey monster month moon moral more morning mosquito moss
mother motion motor mountain mouse move movie much muffin mulberry mule multiply muscle museum mushroom music must
mutual myrtle myself mystery myth name napkin narrow nasty nation nature near neck nectar need negative neglect
neither nephew nerve nest net nettle network neutral never news next nice night noble noise nominee noodle normal
north nose notable note nothing notice novel now nuclear number nurse nut nutmeg oak oatmeal object oblige observe
obtain obvious occur ocean october odor off offer office often oil okay old olive olympic omit once one onion online
only opal open opera opinion option orange orbit orchard order ordinary oregano organ orient original orphan osprey
ostrich other otter outdoor outer output outside oval oven over own owner oxygen oyster ozone pact paddle page pair
palace palm panda panel pansy panther papaya paper paprika parade parent park parrot parsley party pass pasture patch
path patient patrol pattern pause pave payment peace peanut pear peasant pebble pelican pen penalty pencil penguin
people pepper perfect permit person pet pewter phone photo phrase physical piano picnic picture piece pig pigeon
pillow pilot pink pioneer pipe pitch pizza place planet plastic plate play please pledge pluck plug plum plunge poem
poet point polar pomelo pond pony pool poplar poppy popular portion position possible post potato pottery powder power
practice praise predict prefer prepare present pretty prevent price pride primary print priority private prize problem
process produce profit program project promote proof property prosper protect proud provide public pudding puffin pull
pulp pulse pumpkin pupil puppy purchase purity purpose purse push put puzzle pyramid quail quality quantum quarter
question quick quilt quit quiz quote rabbit raccoon race rack radar radio rail rain raise rally ramp ranch random
range rapid rare rate rather raven ravine raw razor ready real reason rebel rebuild recall receive recipe record
recycle reduce reed reflect reform refuse region regret regular relax release relief rely remain remember remind
remove render renew rent reopen repair repeat replace report require rescue resemble resist resource response result
retire retreat return reunion reveal review reward rhubarb rhythm rib ribbon rice rich ride ridge right rigid ring
riot ripple risk ritual rival river road roast robin robot rocket romance roof rookie room rose rotate rough round
route royal rubber rude rug rule run runway rural saddle sadness safe saffron sage sail salad salmon salon salt salute
same sample sand sapling satisfy sauce sausage savanna save say scale scan scatter scene scheme school science
scissors scorpion scout scrap screen script scrub sea search season seat second secret section security seed seek
segment select sell seminar senior sense sentence sequoia series service sesame session settle setup seven shadow
shaft shallow shamrock share shed shell sheriff shield shift shine ship shiver shoe shop short shoulder shove shrimp
shrug shuffle shy sibling side siege sight sign silent silk silly silver similar simple since sing siren sister
situate six size skate sketch ski skill skin skirt skull skylark slab sleep slender slice slide slogan slot slow slush
small smart smile smooth snack snake snap sniff snow soap soccer social sock soda soft solar soldier solid solution
solve someone song soon sorry sort soul sound soup source south space spare spatial spawn speak special speed spell
spend sphere spice spider spike spin spirit split spoil sponsor spoon sport spot spray spread spring spruce square
squeeze squirrel stable stadium staff stage stairs stamp stand start state stay steak steel stem step stereo stick
still sting stock stomach stone stool story stove strategy street strike strong struggle student stuff stumble style
subject submit subway success such sudden sugar suggest suit summer sun sundial sunny sunset super supply supreme sure
surface surge surprise surround survey sustain swallow swamp swap swarm swear sweet swift swim swing switch sycamore
symbol symptom syrup system table tackle tag tail talent talk tamarind tank tape target task taste tattoo taxi teach
team tell ten tenant tennis tent term test text thank that theme then theory there they thing this thought three
thrive throw thumb thunder ticket tide tiger tilt timber time tiny tip tired tissue title toast tobacco today toddler
toe together token tomato tomorrow tone tongue tonight tool tooth top topic topple torch tornado tortoise toss total
tourist toward tower town toy track trade traffic train transfer trash travel tray treat tree trend trial tribe trick
trigger trim trip trophy trouble truck true truly trumpet trust truth try tube tuition tuna tunnel turkey turn turtle
twelve twenty twice twin twist two type typical umbrella unable unaware uncle uncover under undo unfair unfold unhappy
uniform unique unit universe unknown unlock until unusual unveil update upgrade uphold upon upper upset urban urge
usage use used useful useless usual utility vacant vacuum vague valid valley valve van vanish vapor various vast vault
vehicle velvet vendor venture venue verb verify version very vessel veteran viable vibrant vicious victory video view
village vintage violin virtual visa visit visual vital vivid vocal voice void volcano volume voyage wage wagon wait
walk wall walnut want warm warrior wash wasp waste water wave way wealth wear weasel weather web wedding weekend weird
welcome west wet whale what wheat wheel when where whisper wide width wife wild will win window wine wing wink winner
winter wire wisdom wise wish witness wolf woman wonder wood wool word work world worry worth wrap wrestle wrist write
yard year yellow you young youth zebra zero zone zoo
"""
WORDS = tuple(_LIST.split())
